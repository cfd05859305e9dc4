-- A mail is handed over at most once: its row says so before the SMTP server can store it.

-- AlterTable
ALTER TABLE "mail" ADD COLUMN     "submitted_at" TIMESTAMPTZ(3);

ALTER TABLE mail
  DROP CONSTRAINT mail_state,
  ADD CONSTRAINT mail_state
    CHECK (state IN ('queued', 'sent', 'bounced', 'failed', 'unconfirmed', 'withheld'));
