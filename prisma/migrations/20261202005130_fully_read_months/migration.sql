-- How many days of a year were read takes longer to count than its variances. Rows of
-- `cash_sheet` are never removed, so that a month of which every day was read stays one. A job notes
-- which they are; until then, days are counted one by one.

-- CreateTable
CREATE TABLE "fully_read_month" (
    "centre_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,

    CONSTRAINT "fully_read_month_pkey" PRIMARY KEY ("centre_id","month")
);

ALTER TABLE fully_read_month
  ADD CONSTRAINT fully_read_month_month CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$');
