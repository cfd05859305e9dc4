-- What left the tills of a day includes the pickups of a carrier, and what was taken is unknown as
-- soon as it is for one till. No sum over dates or months changes, so that their trigger, which would
-- add up every day twice to find that out, rests meanwhile.
ALTER TABLE variance_day DISABLE TRIGGER keep_variance_totals_of_changed;
UPDATE variance_day v SET cash_taken_minor = f.taken, deposited_minor = f.deposited
  FROM (SELECT centre_id, business_date,
               CASE WHEN bool_and(c.taken IS NOT NULL) THEN sum(c.taken) END AS taken,
               sum(c.deposited) AS deposited
          FROM reconciliation_line l
         CROSS JOIN LATERAL (
           SELECT CASE WHEN l.sales_minor IS NOT NULL AND NOT bool_or(t."amountMinor" IS NULL
                      AND jsonb_array_length(t.entries) > 0)
                    THEN sum(t."amountMinor") FILTER (WHERE t.term IN
                      ('sales', 'contributions', 'withdrawals', 'expenses')) END AS taken,
                  -sum(t."amountMinor") FILTER (WHERE t.term IN ('deposits', 'pickups')) AS deposited
             FROM jsonb_to_recordset(l.terms) AS t (term text, "amountMinor" bigint, entries jsonb)
         ) c
         WHERE l.terms IS NOT NULL
         GROUP BY centre_id, business_date) f
 WHERE v.centre_id = f.centre_id AND v.business_date = f.business_date;
ALTER TABLE variance_day ENABLE TRIGGER keep_variance_totals_of_changed;
