-- Open days with a line to explain, to count or to waive: the first page looks for them in more than
-- a year of days, most of which have none.
CREATE INDEX reconciliation_unsettled ON reconciliation (business_date, centre_id)
  WHERE state = 'open' AND unexplained_lines + unwaived_lines > 0;
