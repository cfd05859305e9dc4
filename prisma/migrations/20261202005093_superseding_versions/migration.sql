-- Readers and writers go on while the rows are checked; writers of sheets wait for the index. It finds
-- what superseded another version since the last run, however many years are stored.
ALTER TABLE cash_sheet_version VALIDATE CONSTRAINT cash_sheet_version_whole;
CREATE INDEX cash_sheet_version_superseding ON cash_sheet_version (fetched_at) WHERE version > 1;
