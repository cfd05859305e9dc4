-- Attached files are compared with what rows name, once a day.

-- CreateIndex
CREATE INDEX "attachment_sha256_idx" ON "attachment"("sha256");

-- CreateIndex
CREATE INDEX "petty_cash_photo_sha256_idx" ON "petty_cash_photo"("sha256");

-- CreateTable
CREATE TABLE "file_check" (
    "only_row" BOOLEAN NOT NULL DEFAULT true,
    "kind" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "files" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,
    "swept" INTEGER NOT NULL,
    "missing" INTEGER NOT NULL,
    "missing_hashes" TEXT[] NOT NULL DEFAULT '{}',

    CONSTRAINT "file_check_pkey" PRIMARY KEY ("only_row"),
    CONSTRAINT "file_check_one" CHECK (only_row)
);
