-- One line of each day is marked, and a unique index of the marked ones will refuse a day that is stored
-- twice. Nothing is filled while nobody can read. The other lines have null, which takes no room.
ALTER TABLE reconciliation_line ADD COLUMN first_of_day BOOLEAN;
-- Whoever does not know the column can store no second line of a day.
ALTER TABLE reconciliation_line ALTER COLUMN first_of_day SET DEFAULT true;
