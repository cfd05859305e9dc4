-- Sums of centres by one tender, shift or till, and by weekday and shift. A later migration checks the
-- rows that are stored: nobody can read until this transaction ends.
ALTER TABLE variance_total
  DROP CONSTRAINT variance_total_level,
  ADD CONSTRAINT variance_total_level CHECK (level IN ('date', 'month', 'month-cell', 'added',
    'month-tender', 'month-shift', 'month-till', 'month-weekday', 'five-tender', 'five-shift',
    'five-till', 'packed')) NOT VALID;
