-- Lines that somebody explained or waived, for a search by their reason: few among all of a range.
CREATE INDEX reconciliation_line_explained ON reconciliation_line (business_date, centre_id)
  WHERE reason IS NOT NULL;
