-- Lines above their tolerance that nobody explained yet, by date: few among those that differ.
CREATE INDEX reconciliation_line_unexplained ON reconciliation_line (business_date, centre_id)
  WHERE reason IS NULL AND verdict IN ('short', 'over');
