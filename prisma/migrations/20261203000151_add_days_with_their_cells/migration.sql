-- A write added a row for each cell of its days, which a fold moved to the sums of their months. Each row
-- cost more than the line that it came from. A day is one row now, with its cells in arrays.

-- A fold that is under way ends before this begins, and so do those who have written a day.
SELECT pg_advisory_xact_lock(hashtextextended('sums of variances', 0))::text;
LOCK TABLE variance_day IN SHARE ROW EXCLUSIVE MODE;

-- What is added already moves, as in a fold; of months that are not packed, only the cells are summed.
WITH gone AS (
  DELETE FROM variance_total WHERE level = 'added' RETURNING *
)
INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id, till_id, tender_id,
  expected_minor, counted_minor, short_minor, over_minor, sales_minor, sales_lines, matched_lines,
  within_tolerance_lines, short_lines, over_lines, uncounted_lines, unexpected_lines)
SELECT s.* FROM (
  SELECT CASE grouping(month, five, weekday, shift_id, till_id, tender_id)
           WHEN 24 THEN 'month-cell' WHEN 30 THEN 'month-tender' WHEN 27 THEN 'month-shift'
           WHEN 29 THEN 'month-till' WHEN 51 THEN 'month-weekday' WHEN 46 THEN 'five-tender'
           WHEN 43 THEN 'five-shift' WHEN 45 THEN 'five-till' END AS level,
         coalesce(month, five, weekday) AS period, centre_id, state, currency,
         coalesce(shift_id, '*'), coalesce(till_id, '*'), coalesce(tender_id, '*'),
         sum(expected_minor), sum(counted_minor), sum(short_minor), sum(over_minor),
         sum(sales_minor), sum(sales_lines), sum(matched_lines), sum(within_tolerance_lines),
         sum(short_lines), sum(over_lines), sum(uncounted_lines), sum(unexpected_lines)
    FROM (
      SELECT *, left(period, 7) AS month,
             left(period, 8) || lpad((least((right(period, 2)::int - 1) / 5, 5) * 5 + 1)::text, 2, '0')
               AS five,
             left(period, 8) || lpad(((right(period, 2)::int - 1) % 7 + 1)::text, 2, '0') AS weekday
        FROM gone
    ) g
   GROUP BY GROUPING SETS (
     (centre_id, state, currency, month, shift_id, till_id, tender_id),
     (centre_id, state, currency, month, tender_id), (centre_id, state, currency, month, shift_id),
     (centre_id, state, currency, month, till_id), (centre_id, state, currency, weekday, shift_id),
     (centre_id, state, currency, five, tender_id), (centre_id, state, currency, five, shift_id),
     (centre_id, state, currency, five, till_id))
  HAVING sum(expected_minor) <> 0 OR sum(counted_minor) <> 0 OR sum(short_minor) <> 0
      OR sum(over_minor) <> 0 OR sum(sales_minor) <> 0 OR sum(sales_lines) <> 0
      OR sum(matched_lines) <> 0 OR sum(within_tolerance_lines) <> 0 OR sum(short_lines) <> 0
      OR sum(over_lines) <> 0 OR sum(uncounted_lines) <> 0 OR sum(unexpected_lines) <> 0
) s
 WHERE s.level = 'month-cell' OR EXISTS (
   SELECT FROM variance_total p WHERE p.level = 'packed' AND p.period = left(s.period, 7));

-- The sums of dates and months stay as they are; their text is that of `variance_totals_of`. A day
-- of which no cell changes adds nothing.
DO $$
DECLARE
  new_days text := 'SELECT 1 AS sign, n.* FROM new_days n';
  old_days text := 'SELECT -1 AS sign, o.* FROM old_days o';
  cells text := 'business_date, centre_id, state, currency, shift_ids, till_ids, tender_ids,
          expected_minor, counted_minor, sales_minor, verdicts';
  sums text := replace(replace(variance_totals_of('%s'),
    '(centre_id, business_date, state, currency, shift_id, till_id, tender_id),', ''),
    'coalesce(till_id, ''*'')', '''*''');
BEGIN
  IF sums NOT LIKE '%GROUPING SETS (%' OR sums LIKE '%till_id, tender_id)%' THEN
    RAISE EXCEPTION 'The sums of variances are not those that this migration knows';
  END IF;
  sums := 'INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id, till_id,
          tender_id, expected_minor, counted_minor, short_minor, over_minor, sales_minor,
          sales_lines, matched_lines, within_tolerance_lines, short_lines, over_lines,
          uncounted_lines, unexpected_lines) ' || sums;
  EXECUTE format($make$
    CREATE OR REPLACE FUNCTION keep_variance_totals() RETURNS trigger LANGUAGE plpgsql AS $keep$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        INSERT INTO variance_added (sign, period, %1$s)
        SELECT 1, %2$s FROM new_days;
        %3$s;
      ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO variance_added (sign, period, %1$s)
        SELECT -1, %2$s FROM old_days;
        %4$s;
      ELSE
        INSERT INTO variance_added (sign, period, %1$s)
        (SELECT 1, %2$s FROM new_days EXCEPT ALL SELECT 1, %2$s FROM old_days)
        UNION ALL
        (SELECT -1, %2$s FROM old_days EXCEPT ALL SELECT -1, %2$s FROM new_days);
        %5$s;
      END IF;
      RETURN NULL;
    END;
    $keep$
  $make$,
    replace(cells, 'business_date, ', ''), cells, format(sums, new_days), format(sums, old_days),
    format(sums, new_days || ' UNION ALL ' || old_days));
END;
$$;
