-- The trigger adds the cells of a centre under their date instead of their month, as many rows as
-- before, so that the job which folds them can add them up by month, by five days, and by weekday. What
-- was added until now stays where it is.

-- Whoever has written a day already has added it under its month, and ends before this begins.
LOCK TABLE variance_day IN SHARE ROW EXCLUSIVE MODE;

CREATE OR REPLACE FUNCTION variance_totals_of(signed_days text) RETURNS text LANGUAGE sql
  IMMUTABLE AS $$
  SELECT format($sql$
    SELECT * FROM (
      SELECT CASE WHEN grouping(centre_id) = 1 THEN 'date'
                  WHEN grouping(shift_id) = 0 THEN 'added' ELSE 'month' END,
             coalesce(business_date, month), coalesce(centre_id, '*'), state, currency,
             coalesce(shift_id, '*'), coalesce(till_id, '*'), coalesce(tender_id, '*'),
             coalesce(sum(sign * expected) FILTER (WHERE gap IS NOT NULL), 0) AS expected,
             coalesce(sum(sign * counted) FILTER (WHERE gap IS NOT NULL), 0) AS counted,
             coalesce(sum(sign * gap) FILTER (WHERE gap < 0), 0) AS short,
             coalesce(sum(sign * gap) FILTER (WHERE gap > 0), 0) AS over,
             coalesce(sum(sign * sales), 0) AS sales,
             coalesce(sum(sign) FILTER (WHERE sales IS NOT NULL), 0) AS sold,
             coalesce(sum(sign) FILTER (WHERE verdict = 'matched'), 0) AS v1,
             coalesce(sum(sign) FILTER (WHERE verdict = 'within-tolerance'), 0) AS v2,
             coalesce(sum(sign) FILTER (WHERE verdict = 'short'), 0) AS v3,
             coalesce(sum(sign) FILTER (WHERE verdict = 'over'), 0) AS v4,
             coalesce(sum(sign) FILTER (WHERE verdict = 'uncounted'), 0) AS v5,
             coalesce(sum(sign) FILTER (WHERE verdict = 'unexpected'), 0) AS v6
        FROM (
          SELECT d.sign, d.business_date, left(d.business_date, 7) COLLATE "C" AS month,
                 d.centre_id, d.state, d.currency, c.*, c.counted - c.expected AS gap
            FROM (%s) d
           CROSS JOIN LATERAL unnest(d.shift_ids, d.till_ids, d.tender_ids, d.expected_minor,
                   d.counted_minor, d.sales_minor, d.verdicts)
                   AS c (shift_id, till_id, tender_id, expected, counted, sales, verdict)
        ) cell
       GROUP BY GROUPING SETS (
         (business_date, state, currency, shift_id, tender_id),
         (centre_id, business_date, state, currency, shift_id, till_id, tender_id),
         (centre_id, month, state, currency))
    ) s
     WHERE expected <> 0 OR counted <> 0 OR short <> 0 OR over <> 0 OR sales <> 0 OR sold <> 0
        OR v1 <> 0 OR v2 <> 0 OR v3 <> 0 OR v4 <> 0 OR v5 <> 0 OR v6 <> 0
  $sql$, signed_days);
$$;

-- As before, planned once a session.
DO $$
DECLARE
  new_days text := 'SELECT 1 AS sign, n.* FROM new_days n';
  old_days text := 'SELECT -1 AS sign, o.* FROM old_days o';
BEGIN
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
    variance_totals_of(new_days), variance_totals_of(old_days),
    variance_totals_of(new_days || ' UNION ALL ' || old_days));
END;
$$;
