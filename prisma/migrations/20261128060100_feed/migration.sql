-- The feed of changes. Rows say which transaction wrote them last, and the feed reads only what was
-- written by transactions before the oldest that still runs: no lower number can be committed later.

-- What is added to the number of a transaction. It grows only when the rows were restored into
-- another server, whose transactions begin to count anew.
CREATE TABLE feed_origin (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  shift BIGINT NOT NULL CHECK (shift >= 0)
);
INSERT INTO feed_origin VALUES (1, 0);

CREATE FUNCTION feed_position() RETURNS bigint LANGUAGE sql VOLATILE
  RETURN pg_current_xact_id()::text::bigint + (SELECT shift FROM feed_origin);

-- What is there already was written before everything else. Later rows get their number.
ALTER TABLE till_count
  ADD COLUMN written_in BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN serial BIGSERIAL NOT NULL;
ALTER TABLE till_count ALTER COLUMN written_in SET DEFAULT feed_position();
ALTER TABLE move
  ADD COLUMN written_in BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN serial BIGSERIAL NOT NULL;
ALTER TABLE move ALTER COLUMN written_in SET DEFAULT feed_position();
ALTER TABLE reconciliation ADD COLUMN written_in BIGINT NOT NULL DEFAULT 0;
ALTER TABLE reconciliation ALTER COLUMN written_in SET DEFAULT feed_position();

CREATE INDEX till_count_written_in_serial_idx ON till_count (written_in, serial);
CREATE INDEX move_written_in_serial_idx ON move (written_in, serial);
CREATE INDEX reconciliation_written_in_revision_idx ON reconciliation (written_in, revision);

-- A day is written again and again, and every time it moves to the end of the feed.
CREATE FUNCTION move_to_end_of_feed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.written_in := feed_position();
  RETURN NEW;
END;
$$;
CREATE TRIGGER move_to_end_of_feed BEFORE UPDATE ON reconciliation
  FOR EACH ROW EXECUTE FUNCTION move_to_end_of_feed();

-- A row that was written later than now comes from another server: numbers continue after it, so
-- that the cursors of readers stay good. Nobody may write meanwhile: it runs with the migrations.
CREATE FUNCTION continue_feed() RETURNS void LANGUAGE sql AS $$
  UPDATE feed_origin SET shift = shift + last.written_in + 1 - last.next
    FROM (
      SELECT greatest((SELECT max(written_in) FROM till_count),
                      (SELECT max(written_in) FROM move),
                      (SELECT max(written_in) FROM reconciliation)) AS written_in,
             pg_snapshot_xmax(pg_current_snapshot())::text::bigint
               + (SELECT shift FROM feed_origin) AS next
    ) AS last
   WHERE last.written_in >= last.next;
$$;
