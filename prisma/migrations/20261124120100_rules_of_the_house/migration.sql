-- What the schema language can't say: which tables only grow, which words are law, what sorts how,
-- and which rows are looked for often though they are few.

-- Append-only: what money is signed for is superseded, never edited. Triggers for each row, because
-- those for each statement would also refuse INSERT … ON CONFLICT.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', HINT = 'Insert a new version instead.';
END;
$$;

DO $$
DECLARE
  grows text;
BEGIN
  FOREACH grows IN ARRAY
    ARRAY['cash_sheet_version', 'till_count', 'tolerance_rule', 'note', 'audit_entry']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION refuse_change()', grows);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', grows);
  END LOOP;
END;
$$;

-- Ids and business dates sort by their bytes, as they do in the code, on every server and whatever
-- the language of its database.
DO $$
DECLARE
  key record;
BEGIN
  FOR key IN
    SELECT c.table_name, c.column_name
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
      AND c.data_type = 'text'
      AND (c.column_name IN ('centre_id', 'business_date', 'shift_id', 'till_id', 'tender_id')
        OR (c.table_name, c.column_name) IN (('centre', 'id'), ('sync_part', 'from'), ('sync_part', 'to')))
  LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE text COLLATE "C"',
      key.table_name, key.column_name);
  END LOOP;
END;
$$;

-- Raised by every change of a reconciliation: open screens ask what is newer than what they show.
CREATE SEQUENCE reconciliation_revision AS bigint;

-- The words, and the shapes of what is stored as text.
ALTER TABLE centre
  ADD CONSTRAINT centre_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT centre_day_starts_at CHECK (day_starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');

ALTER TABLE membership
  ADD CONSTRAINT membership_role
    CHECK (role IN ('counter', 'reviewer', 'approver', 'auditor', 'administrator'));

ALTER TABLE cash_sheet
  ADD CONSTRAINT cash_sheet_business_date CHECK (business_date ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT cash_sheet_version_held CHECK (version >= 0 AND (version = 0) = (hash IS NULL));

ALTER TABLE cash_sheet_version
  ADD CONSTRAINT cash_sheet_version_business_date CHECK (business_date ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT cash_sheet_version_number CHECK (version >= 1),
  ADD CONSTRAINT cash_sheet_version_hash CHECK (hash ~ '^[0-9a-f]{64}$');

ALTER TABLE till_count
  ADD CONSTRAINT till_count_business_date CHECK (business_date ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT till_count_number CHECK (version >= 1),
  ADD CONSTRAINT till_count_source CHECK (source IN ('screen', 'import', 'api'));

ALTER TABLE tolerance_rule
  ADD CONSTRAINT tolerance_rule_valid_from CHECK (valid_from ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT tolerance_rule_number CHECK (version >= 1),
  ADD CONSTRAINT tolerance_rule_amount CHECK (amount_minor >= 0);

ALTER TABLE reconciliation
  ADD CONSTRAINT reconciliation_business_date CHECK (business_date ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT reconciliation_state CHECK (state IN ('open', 'reviewed', 'approved', 'closed'));

-- An absent side makes the difference absent too: unknown is never zero.
ALTER TABLE reconciliation_line
  ADD CONSTRAINT reconciliation_line_verdict CHECK (verdict IN
    ('matched', 'within-tolerance', 'over', 'short', 'uncounted', 'unexpected')),
  ADD CONSTRAINT reconciliation_line_tender_kind
    CHECK (tender_kind IN ('cash', 'card', 'voucher', 'other')),
  ADD CONSTRAINT reconciliation_line_difference
    CHECK (difference_minor IS NOT DISTINCT FROM counted_minor - expected_minor),
  ADD CONSTRAINT reconciliation_line_uncounted
    CHECK ((verdict = 'uncounted') = (counted_minor IS NULL));

ALTER TABLE sync
  ADD CONSTRAINT sync_state CHECK (state IN ('pending', 'running', 'done', 'failed'));

ALTER TABLE sync_part
  ADD CONSTRAINT sync_part_state CHECK (state IN ('pending', 'done', 'failed')),
  ADD CONSTRAINT sync_part_range CHECK ("from" <= "to"),
  ADD CONSTRAINT sync_part_code CHECK ((state = 'failed') = (code IS NOT NULL));

-- The few among the many.
CREATE INDEX reconciliation_line_unsettled ON reconciliation_line (business_date, centre_id)
  WHERE verdict NOT IN ('matched', 'within-tolerance');
CREATE INDEX reconciliation_open ON reconciliation (business_date, centre_id)
  WHERE state = 'open';
CREATE INDEX sync_active ON sync (created_at) WHERE state IN ('pending', 'running');
CREATE INDEX sync_part_failed ON sync_part (ended_at) WHERE state = 'failed';
