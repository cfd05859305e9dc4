-- What an earlier migration began: reading and writing go on.
ALTER TABLE variance_total VALIDATE CONSTRAINT variance_total_level;
