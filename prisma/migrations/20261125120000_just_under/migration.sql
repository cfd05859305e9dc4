-- Which differences lie just under their tolerance: with the lines of a day, and with its totals.

-- AlterTable
ALTER TABLE "reconciliation" ADD COLUMN "just_under_lines" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "variance_day" ADD COLUMN "just_under" BOOLEAN[];

-- The days that are held already. No sum over dates or months changes, so that their trigger, which
-- would add up every day twice to find that out, rests meanwhile.
ALTER TABLE variance_day DISABLE TRIGGER keep_variance_totals_of_changed;
UPDATE variance_day v SET just_under = f.just_under
  FROM (SELECT centre_id, business_date,
               array_agg(verdict = 'within-tolerance'
                   AND tolerance_minor - abs(difference_minor) < tolerance_minor / 5
                 ORDER BY shift_id, till_id, tender_id) AS just_under
          FROM reconciliation_line GROUP BY centre_id, business_date) f
 WHERE v.centre_id = f.centre_id AND v.business_date = f.business_date;
ALTER TABLE variance_day ENABLE TRIGGER keep_variance_totals_of_changed;

UPDATE reconciliation d SET just_under_lines = f.lines
  FROM (SELECT centre_id, business_date, count(*)::int AS lines FROM reconciliation_line
         WHERE verdict = 'within-tolerance'
           AND tolerance_minor - abs(difference_minor) < tolerance_minor / 5
         GROUP BY centre_id, business_date) f
 WHERE d.centre_id = f.centre_id AND d.business_date = f.business_date;

-- What is worth a look is read from this index alone.
DROP INDEX reconciliation_figures;
CREATE INDEX reconciliation_figures ON reconciliation (business_date, centre_id)
  INCLUDE (state, currency, sheet_version, expected_minor, counted_minor, short_minor, over_minor,
    sales_minor, matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
    unexpected_lines, just_under_lines)
  WHERE sheet_version >= 0;
