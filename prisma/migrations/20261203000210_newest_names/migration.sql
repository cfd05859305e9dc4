-- The business date on which a name was used: an older day that is read again must not bring back
-- what its till was called then. Names from before this have none, until a day is read again.
ALTER TABLE variance_name ADD COLUMN used_on text COLLATE "C";
