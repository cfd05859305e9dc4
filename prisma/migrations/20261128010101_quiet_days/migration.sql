-- A rule may review the quiet days of a centre: it is named where a person is named otherwise.

-- AlterTable
ALTER TABLE "move" ADD COLUMN     "rule_version" INTEGER,
ALTER COLUMN "actor_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "quiet_rule" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "sample_percent" INTEGER NOT NULL,
    "seed" TEXT,
    "valid_from" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quiet_rule_pkey" PRIMARY KEY ("centre_id","version")
);

-- CreateTable
CREATE TABLE "quiet_day" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "business_date" TEXT COLLATE "C" NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "draw" INTEGER NOT NULL,
    "lines" INTEGER NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quiet_day_pkey" PRIMARY KEY ("centre_id","business_date")
);

-- CreateIndex
CREATE INDEX "quiet_day_business_date_centre_id_idx" ON "quiet_day"("business_date", "centre_id");

-- A move is made by a person or by a rule, and a rule reviews only.
ALTER TABLE move
  ADD CONSTRAINT move_maker CHECK ((actor_id IS NULL) <> (rule_version IS NULL)),
  ADD CONSTRAINT move_by_rule CHECK (rule_version IS NULL OR move = 'review'),
  ADD CONSTRAINT move_centre_id_rule_version_fkey FOREIGN KEY (centre_id, rule_version)
    REFERENCES quiet_rule (centre_id, version) ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE quiet_rule
  ADD CONSTRAINT quiet_rule_version CHECK (version >= 1),
  ADD CONSTRAINT quiet_rule_sample CHECK (sample_percent BETWEEN 1 AND 100),
  ADD CONSTRAINT quiet_rule_valid_from CHECK (valid_from ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT quiet_rule_seed CHECK (
    CASE WHEN is_on THEN seed IS NOT NULL AND seed ~ '^[0-9a-f]{64}$' ELSE seed IS NULL END);

ALTER TABLE quiet_day
  ADD CONSTRAINT quiet_day_outcome CHECK (outcome IN ('certified', 'sampled')),
  ADD CONSTRAINT quiet_day_draw CHECK (draw BETWEEN 0 AND 9999),
  ADD CONSTRAINT quiet_day_lines CHECK (lines >= 1),
  ADD CONSTRAINT quiet_day_centre_id_rule_version_fkey FOREIGN KEY (centre_id, rule_version)
    REFERENCES quiet_rule (centre_id, version) ON DELETE NO ACTION ON UPDATE NO ACTION;

-- The days that may be quiet are few beside those that are signed, and a job looks for them.
CREATE INDEX reconciliation_quiet ON reconciliation (centre_id, business_date)
  WHERE state = 'open' AND unexplained_lines = 0 AND unwaived_lines = 0 AND recount_lines = 0
    AND short_lines = 0 AND over_lines = 0 AND unexpected_lines = 0;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON quiet_rule
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON quiet_rule
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON quiet_day
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON quiet_day
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
