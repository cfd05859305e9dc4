-- A rule for quiet days may be of a node, for the centres below it: "centre_id" then names the node
-- as "@north". What a rule decided names the scope of that rule beside its version.
ALTER TABLE "quiet_rule" ADD COLUMN     "withdrawn" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "quiet_day" ADD COLUMN     "rule_scope" TEXT COLLATE "C";
ALTER TABLE "move" ADD COLUMN     "rule_scope" TEXT COLLATE "C";

-- Rows that are there were decided by the rule of their centre. Their tables only grow, so that the
-- column is computed with its type, and no row is updated.
ALTER TABLE "quiet_day" ALTER COLUMN "rule_scope" TYPE TEXT COLLATE "C" USING centre_id,
  ALTER COLUMN "rule_scope" SET NOT NULL;
ALTER TABLE "move" ALTER COLUMN "rule_scope" TYPE TEXT COLLATE "C"
  USING CASE WHEN rule_version IS NOT NULL THEN centre_id END;

ALTER TABLE quiet_day DROP CONSTRAINT quiet_day_centre_id_rule_version_fkey;
ALTER TABLE move DROP CONSTRAINT move_centre_id_rule_version_fkey;

-- AddForeignKey
ALTER TABLE "quiet_day" ADD CONSTRAINT "quiet_day_rule_scope_rule_version_fkey"
  FOREIGN KEY ("rule_scope", "rule_version") REFERENCES "quiet_rule"("centre_id", "version")
  ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "move" ADD CONSTRAINT "move_rule_scope_rule_version_fkey"
  FOREIGN KEY ("rule_scope", "rule_version") REFERENCES "quiet_rule"("centre_id", "version")
  ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE move ADD CONSTRAINT move_rule_scope CHECK ((rule_scope IS NULL) = (rule_version IS NULL));
ALTER TABLE quiet_rule ADD CONSTRAINT quiet_rule_withdrawn CHECK (NOT (withdrawn AND is_on));

CREATE OR REPLACE VIEW report.moves AS
  SELECT m.centre_id, m.business_date::date AS business_date, m.number, m.move, m.from_state,
         m.to_state, m.sheet_version, m.text, m.actor_id, u.name AS actor, m.rule_version,
         m.moved_at, m.rule_scope
    FROM move m LEFT JOIN "user" u ON u.id = m.actor_id;
