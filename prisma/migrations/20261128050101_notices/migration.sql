-- People are informed of what concerns them: in their inbox, and by mail if they subscribed to it.

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "fact" TEXT COLLATE "C" NOT NULL,
    "centre_id" TEXT COLLATE "C",
    "business_date" TEXT COLLATE "C",
    "shift_id" TEXT COLLATE "C",
    "till_id" TEXT COLLATE "C",
    "tender_id" TEXT COLLATE "C",
    "number" INTEGER,
    "by_id" UUID,
    "wants_mail" BOOLEAN NOT NULL,
    "mail_id" UUID,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_settings" (
    "user_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "quiet_from" TEXT,
    "quiet_to" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_settings_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "alert_subscription" (
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "mail" BOOLEAN NOT NULL,
    "at_time" TEXT,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_subscription_pkey" PRIMARY KEY ("user_id","kind")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "address" TEXT,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "notice_user_id_made_at_idx" ON "notice"("user_id", "made_at");

-- CreateIndex
CREATE INDEX "notice_mail_id_idx" ON "notice"("mail_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_user_id_fact_key" ON "notice"("user_id", "fact");

-- CreateIndex
CREATE INDEX "mail_user_id_created_at_idx" ON "mail"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "line_assignment_assigned_at_idx" ON "line_assignment"("assigned_at");

-- CreateIndex
CREATE INDEX "line_message_written_at_idx" ON "line_message"("written_at");

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "mail"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_subscription" ADD CONSTRAINT "alert_subscription_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What waits is little beside what was sent and read.
CREATE INDEX mail_queued ON mail (next_at) WHERE state = 'queued';
CREATE INDEX notice_unmailed ON notice (user_id) WHERE wants_mail AND mail_id IS NULL;

ALTER TABLE notice
  ADD CONSTRAINT notice_line
    CHECK ((shift_id IS NULL) = (till_id IS NULL) AND (till_id IS NULL) = (tender_id IS NULL)),
  ADD CONSTRAINT notice_day CHECK (shift_id IS NULL OR business_date IS NOT NULL),
  ADD CONSTRAINT notice_date CHECK (business_date ~ '^\d{4}-\d{2}-\d{2}$');

ALTER TABLE notice_settings
  ADD CONSTRAINT notice_settings_quiet CHECK ((quiet_from IS NULL) = (quiet_to IS NULL)
    AND quiet_from ~ '^\d{2}:\d{2}$' AND quiet_to ~ '^\d{2}:\d{2}$');

ALTER TABLE alert_subscription
  ADD CONSTRAINT alert_subscription_time CHECK (at_time ~ '^\d{2}:\d{2}$'),
  ADD CONSTRAINT alert_subscription_amount
    CHECK ((amount_minor IS NULL) = (currency IS NULL) AND amount_minor >= 0);

ALTER TABLE mail
  ADD CONSTRAINT mail_state
    CHECK (state IN ('queued', 'sent', 'bounced', 'failed', 'withheld')),
  ADD CONSTRAINT mail_ended CHECK ((state = 'queued') = (ended_at IS NULL));
