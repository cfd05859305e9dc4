-- The trail becomes a chain: each entry carries the hash of the one before it, so that nothing can be
-- changed, removed, or put between two entries without breaking a link. The database makes the
-- links, so that no way of writing can forget them. lib/server/audit/README.md tells the format.

-- Ids become places in the chain, 1, 2, 3 and on, and never leave a gap as those of a sequence do.
-- The trigger below gives the id and the time; before and after keep the very text that is hashed.
ALTER TABLE "audit_entry"
  ADD COLUMN "origin" TEXT,
  ADD COLUMN "previous_hash" TEXT,
  ADD COLUMN "hash" TEXT,
  ALTER COLUMN "id" SET DEFAULT 0,
  ALTER COLUMN "at" DROP DEFAULT,
  ALTER COLUMN "before" SET DATA TYPE JSON USING "before"::text::json,
  ALTER COLUMN "after" SET DATA TYPE JSON USING "after"::text::json;

DROP SEQUENCE "audit_entry_id_seq";

-- What is hashed: the entry's fields, with U+001F between them. A field that is there begins with
-- "=", so that an empty text is not the same as none.
CREATE FUNCTION audit_text(entry audit_entry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT '=' || entry.id
    || E'\x1f=' || (extract(epoch FROM entry.at) * 1000)::bigint
    || E'\x1f' || coalesce('=' || entry.actor_id, '')
    || E'\x1f=' || entry.action
    || E'\x1f' || coalesce('=' || entry.centre_id, '')
    || E'\x1f' || coalesce('=' || entry.business_date, '')
    || E'\x1f' || coalesce('=' || entry.origin, '')
    || E'\x1f' || coalesce('=' || entry.before::text, '')
    || E'\x1f' || coalesce('=' || entry.after::text, '')
$$;

CREATE FUNCTION audit_hash(entry audit_entry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(entry.previous_hash || audit_text(entry), 'UTF8')), 'hex')
$$;

-- 4205 is the chain's lock: whoever appends holds it until the transaction ends, and so the next one
-- sees this entry or, after a rollback, none. A transaction that could not see it (one that
-- repeats its reads) is given the same id and refused by the primary key.
CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
BEGIN
  PERFORM pg_advisory_xact_lock(4205, 0);
  SELECT id, hash INTO last FROM audit_entry ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(last.id, 0) + 1;
  NEW.at := coalesce(NEW.at, date_trunc('milliseconds', clock_timestamp()));
  NEW.previous_hash := coalesce(last.hash, repeat('0', 64));
  NEW.hash := audit_hash(NEW);
  RETURN NEW;
END;
$$;

-- What is there already takes its place in the order it was written in.
ALTER TABLE audit_entry DISABLE TRIGGER append_only;
DO $$
DECLARE
  entry audit_entry;
  place bigint := 0;
  previous text := repeat('0', 64);
BEGIN
  FOR entry IN SELECT * FROM audit_entry ORDER BY id LOOP
    place := place + 1;
    UPDATE audit_entry SET id = place, previous_hash = previous WHERE id = entry.id;
    UPDATE audit_entry SET hash = audit_hash(audit_entry) WHERE id = place
      RETURNING hash INTO previous;
  END LOOP;
END;
$$;
ALTER TABLE audit_entry ENABLE TRIGGER append_only;

ALTER TABLE "audit_entry"
  ALTER COLUMN "previous_hash" SET NOT NULL,
  ALTER COLUMN "hash" SET NOT NULL,
  ADD CONSTRAINT "audit_entry_hash"
    CHECK (hash ~ '^[0-9a-f]{64}$' AND previous_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "audit_entry_no_separator" CHECK (strpos(
    action || coalesce(centre_id, '') || coalesce(business_date, '') || coalesce(origin, ''),
    E'\x1f') = 0);

CREATE TRIGGER chained BEFORE INSERT ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();

-- What the page narrows by, beside the centre.
CREATE INDEX "audit_entry_actor_id_id_idx" ON "audit_entry"("actor_id", "id");
CREATE INDEX "audit_entry_at_idx" ON "audit_entry" USING BRIN ("at");
