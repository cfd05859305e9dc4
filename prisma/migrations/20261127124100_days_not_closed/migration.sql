-- The first page counts days that are not closed and older than it lists: most days are closed, so
-- that their index is small.
CREATE INDEX reconciliation_not_closed ON reconciliation (business_date DESC, centre_id)
  WHERE state <> 'closed';
