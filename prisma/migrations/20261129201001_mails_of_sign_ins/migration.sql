-- The mail that says that somebody signed in from a device that the account did not know.
ALTER TABLE "sign_in_session" ADD COLUMN "mail_id" UUID;

CREATE UNIQUE INDEX "sign_in_session_mail_id_key" ON "sign_in_session"("mail_id");

ALTER TABLE "sign_in_session" ADD CONSTRAINT "sign_in_session_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "mail"("id") ON DELETE SET NULL ON UPDATE CASCADE;
