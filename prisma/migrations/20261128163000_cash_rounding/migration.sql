-- CreateTable
CREATE TABLE "cash_rounding" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "currency" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "step_minor" INTEGER,
    "valid_from" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cash_rounding_pkey" PRIMARY KEY ("centre_id","currency","version")
);

ALTER TABLE cash_rounding
  ADD CONSTRAINT cash_rounding_version CHECK (version >= 1),
  ADD CONSTRAINT cash_rounding_step CHECK (step_minor > 1),
  ADD CONSTRAINT cash_rounding_valid_from CHECK (valid_from ~ '^\d{4}-\d{2}-\d{2}$');

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cash_rounding
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON cash_rounding
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
