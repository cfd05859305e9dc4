-- How tills are counted, and how much cash may be on hand, is set for all centres, for those below a
-- node, or for one: the nearest decides. The usual settings, and the columns of centres, become the
-- first versions.
CREATE TABLE "centre_setting" (
    "scope_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "value" JSONB,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "centre_setting_pkey" PRIMARY KEY ("scope_id","name","version")
);

ALTER TABLE centre_setting
  ADD CONSTRAINT centre_setting_version CHECK (version >= 1),
  ADD CONSTRAINT centre_setting_name CHECK (name = 'counting' OR name ~ '^cash-limit:[A-Z]{3}$');

-- They are as old as anything, so that a past moment has what was set when they were columns.
INSERT INTO centre_setting (scope_id, name, version, value, created_at)
SELECT '*', 'counting', 1, u.value, '2000-01-01T00:00:00Z'
  FROM (
    SELECT value, 1 AS rank FROM setting WHERE name = 'counting.usual'
    UNION ALL
    (SELECT jsonb_build_object('blindMode', blind_mode, 'recountsMax', recounts_max,
              'approval', approval), 2
       FROM centre GROUP BY blind_mode, recounts_max, approval
      ORDER BY count(*) DESC, blind_mode, recounts_max, approval LIMIT 1)
  ) u ORDER BY u.rank LIMIT 1;

INSERT INTO centre_setting (scope_id, name, version, value, created_at)
SELECT c.id, 'counting', 1, own.value, '2000-01-01T00:00:00Z'
  FROM centre c
 CROSS JOIN LATERAL (
    SELECT jsonb_build_object('blindMode', c.blind_mode, 'recountsMax', c.recounts_max,
             'approval', c.approval) AS value) own
  JOIN centre_setting u ON u.scope_id = '*' AND u.value <> own.value;

INSERT INTO centre_setting (scope_id, name, version, value, created_at)
SELECT id, 'cash-limit:' || currency, 1, jsonb_build_object('limitMinor', cash_limit_minor),
       '2000-01-01T00:00:00Z'
  FROM centre WHERE cash_limit_minor IS NOT NULL;

DELETE FROM setting WHERE name = 'counting.usual';
ALTER TABLE "centre" DROP COLUMN "approval",
DROP COLUMN "blind_mode",
DROP COLUMN "cash_limit_minor",
DROP COLUMN "recounts_max";

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON centre_setting
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON centre_setting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
