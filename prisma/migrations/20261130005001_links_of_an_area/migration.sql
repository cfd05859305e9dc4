-- A link that an administrator of some centres saw works while its person has no role elsewhere.
ALTER TABLE invitation ADD COLUMN is_of_area boolean NOT NULL DEFAULT false;
