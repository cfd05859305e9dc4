-- The inbox reads what waits from the sums of months, and only these days one by one: open days
-- without a line, and reviewed ones with a difference that somebody has to approve.
CREATE INDEX reconciliation_empty ON reconciliation (business_date, centre_id)
  WHERE state = 'open' AND matched_lines + within_tolerance_lines + short_lines + over_lines
    + uncounted_lines + unexpected_lines = 0;
CREATE INDEX reconciliation_to_approve ON reconciliation (business_date, centre_id)
  WHERE state = 'reviewed' AND approval_lines > 0;

-- In which days a person had a part, who therefore may not sign them.
CREATE INDEX "till_count_counted_by_id_business_date_centre_id_idx"
  ON "till_count"("counted_by_id", "business_date", "centre_id");
CREATE INDEX "opening_count_counted_by_id_business_date_centre_id_idx"
  ON "opening_count"("counted_by_id", "business_date", "centre_id");
CREATE INDEX "explanation_author_id_business_date_centre_id_idx"
  ON "explanation"("author_id", "business_date", "centre_id");
CREATE INDEX move_reviews ON move (actor_id, business_date, centre_id) WHERE move = 'review';
CREATE INDEX move_of_rules ON move (rule_scope, rule_version, business_date)
  WHERE rule_version IS NOT NULL;

-- Without these the planner takes a third of all days for unsettled, and reads every day instead.
CREATE STATISTICS reconciliation_left_to_do
  ON (unexplained_lines + unwaived_lines),
     (matched_lines + within_tolerance_lines + short_lines + over_lines + uncounted_lines
       + unexpected_lines)
  FROM reconciliation;
ANALYZE reconciliation;
