-- How many days a centre has in a month, by state and currency, beside the sums of its months. Days
-- are counted as they are, with lines or without, so that the trigger is one of the days themselves.
ALTER TABLE variance_total ADD COLUMN days INTEGER NOT NULL DEFAULT 0;

-- Counts are addends, as the sums are: a statement that moves no day adds none.
CREATE FUNCTION keep_day_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('
    INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id, till_id,
      tender_id, expected_minor, counted_minor, short_minor, over_minor, sales_minor, sales_lines,
      matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
      unexpected_lines, days)
    SELECT ''month'', left(business_date, 7), centre_id, state, currency, ''*'', ''*'', ''*'',
           0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(sign)
      FROM (%s) d
     GROUP BY left(business_date, 7), centre_id, state, currency HAVING sum(sign) <> 0',
    CASE TG_OP
      WHEN 'INSERT' THEN 'SELECT 1 AS sign, n.* FROM new_rows n'
      WHEN 'DELETE' THEN 'SELECT -1 AS sign, o.* FROM old_rows o'
      ELSE 'SELECT 1 AS sign, n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o'
    END);
  RETURN NULL;
END;
$$;
CREATE TRIGGER keep_day_counts_of_new AFTER INSERT ON reconciliation
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION keep_day_counts();
CREATE TRIGGER keep_day_counts_of_changed AFTER UPDATE ON reconciliation
  REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION keep_day_counts();
CREATE TRIGGER keep_day_counts_of_gone AFTER DELETE ON reconciliation
  REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION keep_day_counts();

-- The days that are held already.
INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id, till_id, tender_id,
  expected_minor, counted_minor, short_minor, over_minor, sales_minor, sales_lines, matched_lines,
  within_tolerance_lines, short_lines, over_lines, uncounted_lines, unexpected_lines, days)
SELECT 'month', left(business_date, 7), centre_id, state, currency, '*', '*', '*',
       0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, count(*)
  FROM reconciliation GROUP BY left(business_date, 7), centre_id, state, currency;
