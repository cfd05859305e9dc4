-- CreateTable
CREATE TABLE "variance_added" (
    "period" TEXT NOT NULL,
    "centre_id" TEXT NOT NULL,
    "part" BIGSERIAL NOT NULL,
    "sign" SMALLINT NOT NULL,
    "state" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "shift_ids" TEXT[],
    "till_ids" TEXT[],
    "tender_ids" TEXT[],
    "expected_minor" BIGINT[],
    "counted_minor" BIGINT[],
    "sales_minor" BIGINT[],
    "verdicts" TEXT[],

    CONSTRAINT "variance_added_pkey" PRIMARY KEY ("period","centre_id","part")
);

-- Ids and business dates sort by their bytes.
ALTER TABLE variance_added
  ALTER COLUMN period TYPE text COLLATE "C", ALTER COLUMN centre_id TYPE text COLLATE "C",
  ADD CONSTRAINT variance_added_sign CHECK (sign IN (-1, 1));

-- A fold moves all of a month, and counting what is there must not pass what is gone.
ALTER TABLE variance_added SET (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 15000,
  autovacuum_vacuum_cost_delay = 0
);
