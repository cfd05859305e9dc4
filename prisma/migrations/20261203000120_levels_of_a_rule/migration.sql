-- Lines that no rule applies to have no levels, and null takes no room. Earlier ones keep their 0, which
-- means the same: no row is rewritten, and views show 0 for both.
CREATE OR REPLACE VIEW report.lines AS
  SELECT l.centre_id, l.business_date::date AS business_date, l.shift_id, l.till_id, l.tender_id,
         l.shift_name, l.till_name, l.tender_name, l.tender_kind, l.currency,
         report.exponent_of(l.currency) AS exponent, l.expected_minor, l.counted_minor,
         l.difference_minor, coalesce(l.tolerance_minor, 0) AS tolerance_minor,
         coalesce(l.approval_minor, 0) AS approval_minor, l.sales_minor, l.verdict,
         l.reason, l.count_version
    FROM reconciliation_line l;
ALTER TABLE reconciliation_line
  ALTER COLUMN tolerance_minor DROP NOT NULL,
  ALTER COLUMN approval_minor DROP NOT NULL,
  ALTER COLUMN approval_minor DROP DEFAULT;
