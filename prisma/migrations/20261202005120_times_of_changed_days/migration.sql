-- Past moments read days as they are stored that were not written since. So whoever changes a day
-- notes when: after the locks for which a transaction may have waited, and never earlier than before,
-- also when the clock goes back.
CREATE OR REPLACE FUNCTION move_to_end_of_feed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.written_in := feed_position();
  IF NEW.changed_at = OLD.changed_at THEN
    NEW.changed_at := greatest(OLD.changed_at, clock_timestamp());
  END IF;
  RETURN NEW;
END;
$$;
