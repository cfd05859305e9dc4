-- Every list asks which parts of a sync wait, and which failed for its days. While Cashrec can't be
-- reached, thousands of recent failures were read each time.
CREATE INDEX sync_part_pending ON sync_part (sync_id) WHERE state = 'pending';
CREATE INDEX sync_part_failed_days ON sync_part ("from", "to", ended_at) WHERE state = 'failed';
