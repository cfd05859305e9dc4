-- Sessions as rows: who is signed in where, since when and by what; a row that ended ends its cookie.
-- A cookie of an earlier version gets its row with its next request.

-- CreateTable
CREATE TABLE "sign_in_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "browser" TEXT,
    "system" TEXT,
    "address" TEXT,
    "factors" TEXT[],
    "device_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "awaits" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,

    CONSTRAINT "sign_in_session_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sign_in_session_user_id_started_at_idx" ON "sign_in_session"("user_id", "started_at");

-- CreateIndex
CREATE INDEX "sign_in_session_started_at_idx" ON "sign_in_session"("started_at");

-- AddForeignKey
ALTER TABLE "sign_in_session" ADD CONSTRAINT "sign_in_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE sign_in_session ADD CONSTRAINT sign_in_session_awaits
  CHECK (awaits IN ('second-factor', 'enrolment'));
