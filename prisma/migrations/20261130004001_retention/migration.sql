-- What the daily run of each kind of data deleted. The audit trail notes the sums; what a run deleted that
-- was killed is noted by the next one.
CREATE TABLE "retention_run" (
    "kind" TEXT NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "unnoted" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "retention_run_pkey" PRIMARY KEY ("kind")
);

-- What is old is found without reading what is not.
CREATE INDEX "mail_ended_at_idx" ON "mail"("ended_at");
CREATE INDEX "notice_made_at_idx" ON "notice"("made_at");
CREATE INDEX "webhook_delivery_ended_at_idx" ON "webhook_delivery"("ended_at");
CREATE INDEX "report_file_ended_at_idx" ON "report_file"("ended_at");
CREATE INDEX "sync_finished_at_idx" ON "sync"("finished_at");
