-- CreateTable
CREATE TABLE "centre" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "day_starts_at" TEXT NOT NULL DEFAULT '05:00',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "centre_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "language" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","centre_id","role")
);

-- CreateTable
CREATE TABLE "invitation" (
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "permissions" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "window_from" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "cash_sheet" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "hash" TEXT,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cash_sheet_pkey" PRIMARY KEY ("centre_id","business_date")
);

-- CreateTable
CREATE TABLE "cash_sheet_version" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "sheet" JSONB NOT NULL,
    "field_map_hash" TEXT NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cash_sheet_version_pkey" PRIMARY KEY ("centre_id","business_date","version")
);

-- CreateTable
CREATE TABLE "till_count" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "shift_id" TEXT NOT NULL,
    "till_id" TEXT NOT NULL,
    "tender_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "counted_minor" BIGINT NOT NULL,
    "denominations" JSONB,
    "source" TEXT NOT NULL,
    "counted_by_id" UUID NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "till_count_pkey" PRIMARY KEY ("centre_id","business_date","shift_id","till_id","tender_id","version")
);

-- CreateTable
CREATE TABLE "tolerance_rule" (
    "centre_id" TEXT NOT NULL,
    "tender_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tolerance_rule_pkey" PRIMARY KEY ("centre_id","tender_id","version")
);

-- CreateTable
CREATE TABLE "reconciliation" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "currency" TEXT NOT NULL,
    "sheet_version" INTEGER NOT NULL,
    "expected_minor" BIGINT NOT NULL,
    "counted_minor" BIGINT NOT NULL,
    "short_minor" BIGINT NOT NULL,
    "over_minor" BIGINT NOT NULL,
    "uncounted_minor" BIGINT NOT NULL,
    "unexpected_minor" BIGINT NOT NULL,
    "matched_lines" INTEGER NOT NULL,
    "within_tolerance_lines" INTEGER NOT NULL,
    "short_lines" INTEGER NOT NULL,
    "over_lines" INTEGER NOT NULL,
    "uncounted_lines" INTEGER NOT NULL,
    "unexpected_lines" INTEGER NOT NULL,
    "revision" BIGINT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("centre_id","business_date")
);

-- CreateTable
CREATE TABLE "reconciliation_line" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "shift_id" TEXT NOT NULL,
    "till_id" TEXT NOT NULL,
    "tender_id" TEXT NOT NULL,
    "shift_name" TEXT,
    "till_name" TEXT,
    "tender_name" TEXT,
    "tender_kind" TEXT,
    "currency" TEXT NOT NULL,
    "expected_minor" BIGINT,
    "counted_minor" BIGINT,
    "difference_minor" BIGINT,
    "tolerance_minor" BIGINT NOT NULL,
    "verdict" TEXT NOT NULL,
    "terms" JSONB,
    "rounded" BOOLEAN NOT NULL,
    "count_version" INTEGER,

    CONSTRAINT "reconciliation_line_pkey" PRIMARY KEY ("centre_id","business_date","shift_id","till_id","tender_id")
);

-- CreateTable
CREATE TABLE "note" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "note_pkey" PRIMARY KEY ("centre_id","business_date","id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "centre_id" TEXT,
    "business_date" TEXT,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "requested_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_part" (
    "sync_id" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "centre_ids" TEXT[],
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "code" TEXT,
    "message" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_part_pkey" PRIMARY KEY ("sync_id","part")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "response" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "membership_centre_id_idx" ON "membership"("centre_id");

-- CreateIndex
CREATE INDEX "invitation_user_id_idx" ON "invitation"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_user_id_idx" ON "api_token"("user_id");

-- CreateIndex
CREATE INDEX "reconciliation_business_date_centre_id_idx" ON "reconciliation"("business_date", "centre_id");

-- CreateIndex
CREATE INDEX "reconciliation_revision_idx" ON "reconciliation"("revision");

-- CreateIndex
CREATE INDEX "audit_entry_centre_id_business_date_id_idx" ON "audit_entry"("centre_id", "business_date", "id");

-- CreateIndex
CREATE INDEX "sync_state_idx" ON "sync"("state");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_part" ADD CONSTRAINT "sync_part_sync_id_fkey" FOREIGN KEY ("sync_id") REFERENCES "sync"("id") ON DELETE CASCADE ON UPDATE CASCADE;


