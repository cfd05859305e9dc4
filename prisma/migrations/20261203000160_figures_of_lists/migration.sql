-- Lists sum up uncounted and unexpected amounts too, and ask for the sheets of a day of every
-- centre: both were read row by row. The old index is removed last, so that nobody waits to read.
CREATE INDEX reconciliation_all_figures ON reconciliation (business_date, centre_id)
  INCLUDE (state, currency, sheet_version, expected_minor, counted_minor, short_minor, over_minor,
    uncounted_minor, unexpected_minor, sales_minor, matched_lines, within_tolerance_lines,
    short_lines, over_lines, uncounted_lines, unexpected_lines, just_under_lines, revision)
  WHERE sheet_version >= 0;
DROP INDEX reconciliation_figures;
ALTER INDEX reconciliation_all_figures RENAME TO reconciliation_figures;

CREATE INDEX cash_sheet_business_date_idx ON cash_sheet (business_date);
