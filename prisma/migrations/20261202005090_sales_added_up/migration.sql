-- Gross sales and tickets of days, added up by centre and month beside the counts of the days, so
-- that those of a year are not the sum of every day. Days that lack one are counted. Readers go on.

-- A day that is stored meanwhile would be added up neither here nor by the trigger.
LOCK TABLE reconciliation IN SHARE ROW EXCLUSIVE MODE;

-- As before, planned once a session, with sales.
DO $$
DECLARE
  new_rows text := 'SELECT 1 AS sign, n.* FROM new_rows n';
  old_rows text := 'SELECT -1 AS sign, o.* FROM old_rows o';
  added text := 'INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id,
      till_id, tender_id, expected_minor, counted_minor, short_minor, over_minor, sales_minor,
      sales_lines, matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
      unexpected_lines, days, tips_in_minor, tips_out_minor, tips_unknown, gift_cards_in_minor,
      gift_cards_out_minor, gift_cards_unknown, gross_minor, gross_unknown, tickets,
      tickets_unknown)
    SELECT ''month'', month, centre_id, state, currency, ''*'', ''*'', ''*'',
           0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, days, tips_in, tips_out, tips_unknown, gift_in,
           gift_out, gift_unknown, gross, gross_unknown, tickets, tickets_unknown
      FROM (
        SELECT left(business_date, 7) AS month, centre_id, state, currency, sum(sign) AS days,
               sum(sign * tips_in_minor) AS tips_in, sum(sign * tips_out_minor) AS tips_out,
               sum(sign * tips_unknown) AS tips_unknown,
               sum(sign * gift_cards_in_minor) AS gift_in,
               sum(sign * gift_cards_out_minor) AS gift_out,
               sum(sign * gift_cards_unknown) AS gift_unknown,
               sum(sign * gross_minor) AS gross,
               sum(sign * (gross_shifts <> register_shifts OR nothing)::int) AS gross_unknown,
               sum(sign * tickets) AS tickets,
               sum(sign * (ticket_shifts <> register_shifts OR nothing)::int) AS tickets_unknown
          FROM (SELECT *, register_shifts = 0 AND matched_lines + within_tolerance_lines
                  + short_lines + over_lines + uncounted_lines > 0 AS nothing FROM (%s) r) d
         GROUP BY left(business_date, 7), centre_id, state, currency) s
     WHERE (days, tips_in, tips_out, tips_unknown, gift_in, gift_out, gift_unknown, gross,
            gross_unknown, tickets, tickets_unknown) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)';
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

-- The days that are held already.
UPDATE variance_total SET gross_minor = 0, gross_unknown = 0, tickets = 0, tickets_unknown = 0
 WHERE (gross_minor, gross_unknown, tickets, tickets_unknown) <> (0, 0, 0, 0);
INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id, till_id, tender_id,
  expected_minor, counted_minor, short_minor, over_minor, sales_minor, sales_lines, matched_lines,
  within_tolerance_lines, short_lines, over_lines, uncounted_lines, unexpected_lines,
  gross_minor, gross_unknown, tickets, tickets_unknown)
SELECT 'month', left(business_date, 7), centre_id, state, currency, '*', '*', '*',
       0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(gross_minor),
       sum((gross_shifts <> register_shifts OR nothing)::int), sum(tickets),
       sum((ticket_shifts <> register_shifts OR nothing)::int)
  FROM (SELECT *, register_shifts = 0 AND matched_lines + within_tolerance_lines + short_lines
          + over_lines + uncounted_lines > 0 AS nothing FROM reconciliation) d
 GROUP BY left(business_date, 7), centre_id, state, currency
HAVING (sum(gross_minor), sum((gross_shifts <> register_shifts OR nothing)::int), sum(tickets),
        sum((ticket_shifts <> register_shifts OR nothing)::int)) <> (0, 0, 0, 0);
