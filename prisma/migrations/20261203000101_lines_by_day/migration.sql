-- Marks the first line of every stored day. Readers go on; whoever writes a day waits.
LOCK TABLE reconciliation_line IN SHARE ROW EXCLUSIVE MODE;

-- Every line has the mark that an instance of the version before has stored since it was added.
UPDATE reconciliation_line SET first_of_day = NULL WHERE first_of_day;

UPDATE reconciliation_line l SET first_of_day = true
  FROM reconciliation d
 CROSS JOIN LATERAL (
   SELECT f.shift_id, f.till_id, f.tender_id FROM reconciliation_line f
    WHERE f.centre_id = d.centre_id AND f.business_date = d.business_date
    ORDER BY f.shift_id, f.till_id, f.tender_id LIMIT 1) f
 WHERE l.centre_id = d.centre_id AND l.business_date = d.business_date
   AND l.shift_id = f.shift_id AND l.till_id = f.till_id AND l.tender_id = f.tender_id;

CREATE UNIQUE INDEX reconciliation_line_first ON reconciliation_line (centre_id, business_date)
  WHERE first_of_day;
-- It has the key of a day once, and the places of its lines.
CREATE INDEX reconciliation_line_centre_id_business_date_idx
  ON reconciliation_line (centre_id, business_date);
