-- Every open page asks for the revisions of its days, which are read from the index of the figures
-- now and no longer from the rows. The old index is removed last, so that nobody waits to read.
CREATE INDEX reconciliation_figures_and_revision ON reconciliation (business_date, centre_id)
  INCLUDE (state, currency, sheet_version, expected_minor, counted_minor, short_minor, over_minor,
    sales_minor, matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
    unexpected_lines, just_under_lines, revision)
  WHERE sheet_version >= 0;
DROP INDEX reconciliation_figures;
ALTER INDEX reconciliation_figures_and_revision RENAME TO reconciliation_figures;
