-- The cells of a day that is new are added as they are: each is a key of its own, so that grouping
-- them found as many rows again. Only the sums of dates and months are made of several. What is
-- added is the same, in the order of the days. The texts are those of `variance_totals_of`.
DO $$
DECLARE
  new_days text := 'SELECT 1 AS sign, n.* FROM new_days n';
  old_days text := 'SELECT -1 AS sign, o.* FROM old_days o';
  cells text := variance_totals_of(new_days);
  sums text := replace(replace(cells,
    '(centre_id, business_date, state, currency, shift_id, till_id, tender_id),', ''),
    'coalesce(till_id, ''*'')', '''*''');
  added text := '
    SELECT ''added'', d.business_date, d.centre_id, d.state, d.currency, c.shift_id, c.till_id,
           c.tender_id, CASE WHEN g.gap IS NULL THEN 0 ELSE c.expected END,
           CASE WHEN g.gap IS NULL THEN 0 ELSE c.counted END, least(g.gap, 0),
           greatest(g.gap, 0), coalesce(c.sales, 0), (c.sales IS NOT NULL)::int,
           (c.verdict = ''matched'')::int, (c.verdict = ''within-tolerance'')::int,
           (c.verdict = ''short'')::int, (c.verdict = ''over'')::int,
           (c.verdict = ''uncounted'')::int, (c.verdict = ''unexpected'')::int
      FROM new_days d
     CROSS JOIN LATERAL unnest(d.shift_ids, d.till_ids, d.tender_ids, d.expected_minor,
             d.counted_minor, d.sales_minor, d.verdicts)
             AS c (shift_id, till_id, tender_id, expected, counted, sales, verdict)
     CROSS JOIN LATERAL (SELECT c.counted - c.expected AS gap) g';
BEGIN
  IF sums NOT LIKE '%GROUPING SETS (%' OR sums LIKE '%till_id, tender_id)%' THEN
    RAISE EXCEPTION 'The sums of variances are not those that this migration knows';
  END IF;
  EXECUTE format($make$
    CREATE OR REPLACE FUNCTION keep_variance_totals() RETURNS trigger LANGUAGE plpgsql AS $keep$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        %1$s %2$s;
      ELSIF TG_OP = 'DELETE' THEN
        %1$s %3$s;
      ELSE
        %1$s %4$s;
      END IF;
      RETURN NULL;
    END;
    $keep$
  $make$,
    'INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id, till_id,
       tender_id, expected_minor, counted_minor, short_minor, over_minor, sales_minor, sales_lines,
       matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
       unexpected_lines)',
    added || ' UNION ALL ' || sums, variance_totals_of(old_days),
    variance_totals_of(new_days || ' UNION ALL ' || old_days));
END;
$$;
