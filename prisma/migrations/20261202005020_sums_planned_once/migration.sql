-- The triggers that keep sums ran a text that was parsed and planned at each statement, as long as
-- executing it for one day takes. Each session now plans it once for each trigger. The functions are
-- made from the same texts as before, so that whoever replaces `variance_totals_of` has to make
-- `keep_variance_totals` again.
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

-- Of one statement about days: what it adds to the sums of their months.
DO $$
DECLARE
  new_rows text := 'SELECT 1 AS sign, n.* FROM new_rows n';
  old_rows text := 'SELECT -1 AS sign, o.* FROM old_rows o';
  added text := 'INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id,
      till_id, tender_id, expected_minor, counted_minor, short_minor, over_minor, sales_minor,
      sales_lines, matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
      unexpected_lines, days, tips_in_minor, tips_out_minor, tips_unknown, gift_cards_in_minor,
      gift_cards_out_minor, gift_cards_unknown)
    SELECT ''month'', left(business_date, 7), centre_id, state, currency, ''*'', ''*'', ''*'',
           0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(sign),
           sum(sign * tips_in_minor), sum(sign * tips_out_minor), sum(sign * tips_unknown),
           sum(sign * gift_cards_in_minor), sum(sign * gift_cards_out_minor),
           sum(sign * gift_cards_unknown)
      FROM (%s) d
     GROUP BY left(business_date, 7), centre_id, state, currency
    HAVING (sum(sign), sum(sign * tips_in_minor), sum(sign * tips_out_minor),
            sum(sign * tips_unknown), sum(sign * gift_cards_in_minor),
            sum(sign * gift_cards_out_minor), sum(sign * gift_cards_unknown))
           <> (0, 0, 0, 0, 0, 0, 0)';
BEGIN
  EXECUTE format($make$
    CREATE OR REPLACE FUNCTION keep_day_counts() RETURNS trigger LANGUAGE plpgsql AS $keep$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        %1$s;
      ELSIF TG_OP = 'DELETE' THEN
        %2$s;
      ELSE
        %3$s;
      END IF;
      RETURN NULL;
    END;
    $keep$
  $make$,
    format(added, new_rows), format(added, old_rows),
    format(added, new_rows || ' UNION ALL ' || old_rows));
END;
$$;
