-- Gross sales and tickets of days by centre and month, beside the counts of the days. A later
-- migration fills them: a table that gets columns lets nobody read until the transaction ends.

-- AlterTable
ALTER TABLE "variance_total" ADD COLUMN     "gross_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "gross_unknown" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tickets" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "tickets_unknown" INTEGER NOT NULL DEFAULT 0;
