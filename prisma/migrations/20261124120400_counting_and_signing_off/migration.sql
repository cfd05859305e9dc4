-- Counting by denomination, floats, recounts, tolerances in two levels, explanations and the moves.

-- AlterTable
ALTER TABLE "centre" ADD COLUMN     "approval" TEXT NOT NULL DEFAULT 'above-limit',
ADD COLUMN     "blind_mode" TEXT NOT NULL DEFAULT 'hidden',
ADD COLUMN     "recounts_max" INTEGER NOT NULL DEFAULT 2;

-- AlterTable
ALTER TABLE "note" ADD COLUMN     "shift_id" TEXT,
ADD COLUMN     "tender_id" TEXT,
ADD COLUMN     "till_id" TEXT;

-- AlterTable
ALTER TABLE "reconciliation" ADD COLUMN     "approval_lines" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "changed_sheet_version" INTEGER,
ADD COLUMN     "recount_lines" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sales_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "unexplained_lines" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unwaived_lines" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "reconciliation_line" ADD COLUMN     "approval_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "rule" TEXT,
ADD COLUMN     "sales_minor" BIGINT;

-- AlterTable
ALTER TABLE "till_count" ADD COLUMN     "float_left_minor" BIGINT,
ADD COLUMN     "seconds" INTEGER;

-- AlterTable
-- A rule of one amount becomes one of two equal levels, in the currency of its centre.
ALTER TABLE "tolerance_rule" DISABLE TRIGGER append_only;
ALTER TABLE "tolerance_rule" DROP CONSTRAINT "tolerance_rule_pkey",
ADD COLUMN     "currency" TEXT,
ADD COLUMN     "explain_short_minor" BIGINT,
ADD COLUMN     "explain_short_ppm" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "explain_over_minor" BIGINT,
ADD COLUMN     "explain_over_ppm" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "approve_short_minor" BIGINT,
ADD COLUMN     "approve_short_ppm" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "approve_over_minor" BIGINT,
ADD COLUMN     "approve_over_ppm" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "monthly_minor" BIGINT,
ADD COLUMN     "withdrawn" BOOLEAN NOT NULL DEFAULT false;
UPDATE "tolerance_rule" r SET
  "currency" = coalesce((SELECT c."currency" FROM "centre" c WHERE c."id" = r."centre_id"), 'EUR'),
  "explain_short_minor" = "amount_minor", "explain_over_minor" = "amount_minor",
  "approve_short_minor" = "amount_minor", "approve_over_minor" = "amount_minor";
ALTER TABLE "tolerance_rule" DROP COLUMN "amount_minor",
ALTER COLUMN "currency" SET NOT NULL,
ALTER COLUMN "explain_short_minor" SET NOT NULL,
ALTER COLUMN "explain_short_ppm" DROP DEFAULT,
ALTER COLUMN "explain_over_minor" SET NOT NULL,
ALTER COLUMN "explain_over_ppm" DROP DEFAULT,
ALTER COLUMN "approve_short_minor" SET NOT NULL,
ALTER COLUMN "approve_short_ppm" DROP DEFAULT,
ALTER COLUMN "approve_over_minor" SET NOT NULL,
ALTER COLUMN "approve_over_ppm" DROP DEFAULT,
ADD CONSTRAINT "tolerance_rule_pkey" PRIMARY KEY ("centre_id", "tender_id", "currency", "version");
ALTER TABLE "tolerance_rule" ENABLE TRIGGER append_only;

-- CreateTable
CREATE TABLE "opening_count" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "shift_id" TEXT NOT NULL,
    "till_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "counted_minor" BIGINT NOT NULL,
    "denominations" JSONB,
    "previous_minor" BIGINT,
    "agreed_minor" BIGINT,
    "counted_by_id" UUID NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "opening_count_pkey" PRIMARY KEY ("centre_id","business_date","shift_id","till_id","version")
);

-- CreateTable
CREATE TABLE "agreed_float" (
    "centre_id" TEXT NOT NULL,
    "till_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "amount_minor" BIGINT,
    "valid_from" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agreed_float_pkey" PRIMARY KEY ("centre_id","till_id","version")
);

-- CreateTable
CREATE TABLE "recount_request" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "shift_id" TEXT NOT NULL,
    "till_id" TEXT NOT NULL,
    "tender_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "count_version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recount_request_pkey" PRIMARY KEY ("centre_id","business_date","shift_id","till_id","tender_id","number")
);

-- CreateTable
CREATE TABLE "attachment" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "shift_id" TEXT,
    "till_id" TEXT,
    "tender_id" TEXT,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("centre_id","business_date","id")
);

-- CreateTable
CREATE TABLE "explanation" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "shift_id" TEXT NOT NULL,
    "till_id" TEXT NOT NULL,
    "tender_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "cause" JSONB,
    "difference_minor" BIGINT,
    "count_version" INTEGER,
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "explanation_pkey" PRIMARY KEY ("centre_id","business_date","shift_id","till_id","tender_id","version")
);

-- CreateTable
CREATE TABLE "move" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "move" TEXT NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "sheet_version" INTEGER NOT NULL,
    "text" TEXT,
    "actor_id" UUID NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "move_pkey" PRIMARY KEY ("centre_id","business_date","number")
);

-- CreateTable
CREATE TABLE "closed_period" (
    "centre_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "text" TEXT,
    "actor_id" UUID NOT NULL,
    "acted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "closed_period_pkey" PRIMARY KEY ("centre_id","number")
);

-- What the schema language can't say: which of these only grow, how their keys sort, their words.
DO $$
DECLARE
  grows text;
  key record;
BEGIN
  FOREACH grows IN ARRAY ARRAY['opening_count', 'agreed_float', 'recount_request', 'attachment',
    'explanation', 'move', 'closed_period']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION refuse_change()', grows);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', grows);
    FOR key IN
      SELECT c.column_name FROM information_schema.columns c
      WHERE c.table_schema = current_schema() AND c.table_name = grows AND c.data_type = 'text'
        AND c.column_name IN
          ('centre_id', 'business_date', 'shift_id', 'till_id', 'tender_id', 'from', 'to')
    LOOP
      EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE text COLLATE "C"', grows, key.column_name);
    END LOOP;
  END LOOP;
END;
$$;
ALTER TABLE note
  ALTER COLUMN shift_id TYPE text COLLATE "C", ALTER COLUMN till_id TYPE text COLLATE "C",
  ALTER COLUMN tender_id TYPE text COLLATE "C";

ALTER TABLE centre
  ADD CONSTRAINT centre_blind_mode CHECK (blind_mode IN ('hidden', 'after-entry', 'shown')),
  ADD CONSTRAINT centre_recounts_max CHECK (recounts_max BETWEEN 0 AND 20),
  ADD CONSTRAINT centre_approval CHECK (approval IN ('always', 'above-limit'));

ALTER TABLE tolerance_rule
  ADD CONSTRAINT tolerance_rule_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT tolerance_rule_amounts CHECK (least(explain_short_minor, explain_over_minor,
    approve_short_minor, approve_over_minor, monthly_minor) >= 0),
  ADD CONSTRAINT tolerance_rule_shares CHECK (
    least(explain_short_ppm, explain_over_ppm, approve_short_ppm, approve_over_ppm) >= 0
    AND greatest(explain_short_ppm, explain_over_ppm, approve_short_ppm, approve_over_ppm)
      <= 1000000);

ALTER TABLE opening_count
  ADD CONSTRAINT opening_count_business_date CHECK (business_date ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT opening_count_number CHECK (version >= 1);

ALTER TABLE agreed_float
  ADD CONSTRAINT agreed_float_valid_from CHECK (valid_from ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT agreed_float_amount CHECK (amount_minor >= 0);

ALTER TABLE attachment
  ADD CONSTRAINT attachment_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT attachment_bytes CHECK (bytes > 0);

ALTER TABLE explanation
  ADD CONSTRAINT explanation_kind CHECK (kind IN ('explained', 'waived', 'withdrawn'));

ALTER TABLE move
  ADD CONSTRAINT move_move
    CHECK (move IN ('review', 'approval', 'closure', 'reopening', 'acceptance')),
  ADD CONSTRAINT move_states CHECK (from_state IN ('open', 'reviewed', 'approved', 'closed')
    AND to_state IN ('open', 'reviewed', 'approved', 'closed'));

ALTER TABLE closed_period
  ADD CONSTRAINT closed_period_action CHECK (action IN ('closed', 'reopened')),
  ADD CONSTRAINT closed_period_range CHECK ("from" <= "to");

-- What is known already of the days that are held.
UPDATE reconciliation_line SET
  approval_minor = tolerance_minor,
  sales_minor = CASE WHEN terms IS NULL THEN expected_minor ELSE (jsonb_path_query_first(
    terms, '$[*] ? (@.term == "sales").amountMinor') #>> '{}')::bigint END;
UPDATE reconciliation r SET
  sales_minor = l.sales, unexplained_lines = l.unexplained, unwaived_lines = l.unwaived,
  approval_lines = l.approval
FROM (
  SELECT centre_id, business_date, coalesce(sum(sales_minor), 0) AS sales,
    count(*) FILTER (WHERE verdict IN ('short', 'over', 'unexpected')) AS unexplained,
    count(*) FILTER (WHERE verdict = 'uncounted') AS unwaived,
    count(*) FILTER (WHERE abs(coalesce(difference_minor, counted_minor)) > approval_minor
      AND verdict <> 'uncounted') AS approval
  FROM reconciliation_line GROUP BY centre_id, business_date) l
WHERE l.centre_id = r.centre_id AND l.business_date = r.business_date;

-- The few among the many: what waits for somebody.
CREATE INDEX reconciliation_signed ON reconciliation (business_date, centre_id)
  WHERE state IN ('reviewed', 'approved');
CREATE INDEX reconciliation_changed ON reconciliation (business_date, centre_id)
  WHERE changed_sheet_version IS NOT NULL;
CREATE INDEX reconciliation_recount ON reconciliation (business_date, centre_id)
  WHERE recount_lines > 0;
