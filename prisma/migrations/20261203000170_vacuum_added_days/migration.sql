-- The job moves five thousand days at a time: what is gone is removed as often, because whoever reads
-- passes it.
ALTER TABLE variance_added SET (autovacuum_vacuum_threshold = 5000);
