-- A sheet that Cashrec no longer has is a version without a payload, so that a past moment knows
-- when it disappeared.
ALTER TABLE cash_sheet_version
  ALTER COLUMN hash DROP NOT NULL,
  ALTER COLUMN payload DROP NOT NULL,
  ALTER COLUMN sheet DROP NOT NULL,
  ALTER COLUMN field_map_hash DROP NOT NULL,
  ADD CONSTRAINT cash_sheet_version_whole
    CHECK (num_nulls(hash, payload, sheet, field_map_hash) IN (0, 4));

-- When the day was read first: before it, nothing was known.
ALTER TABLE cash_sheet ADD COLUMN first_read_at TIMESTAMPTZ(3);
UPDATE cash_sheet s SET first_read_at = least(s.read_at, (
  SELECT min(v.fetched_at) FROM cash_sheet_version v
   WHERE v.centre_id = s.centre_id AND v.business_date = s.business_date));
ALTER TABLE cash_sheet
  ALTER COLUMN first_read_at SET DEFAULT CURRENT_TIMESTAMP,
  ALTER COLUMN first_read_at SET NOT NULL;

-- Of sheets that have disappeared already, only the last reading is known.
INSERT INTO cash_sheet_version (centre_id, business_date, version, fetched_at)
SELECT s.centre_id, s.business_date, max(v.version) + 1, s.read_at
  FROM cash_sheet s JOIN cash_sheet_version v USING (centre_id, business_date)
 WHERE s.version = 0 GROUP BY s.centre_id, s.business_date, s.read_at;
