-- The oldest entries of the trail may be written to files and dropped. What remains begins after an
-- anchor: the last entry that was dropped. lib/server/audit/README.md defines it.
CREATE TABLE "audit_anchor" (
    "id" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "peaks" TEXT[] NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "manifest_sha256" TEXT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "archived_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_anchor_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_anchor_hash"
      CHECK (hash ~ '^[0-9a-f]{64}$' AND manifest_sha256 ~ '^[0-9a-f]{64}$')
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_anchor
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON audit_anchor
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_anchor ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit_anchor ENABLE ALWAYS TRIGGER append_only_all;

-- Where a trigger says so, `thin_sheet_versions` passes with nothing but the content removed, and
-- `archive_audit_entries` with entries that are in files.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_NARGS = 1 AND TG_ARGV[0] = 'but-content'
     AND current_setting('counterfoil.thins', true) = 'on' THEN
    OLD.payload := NULL;
    OLD.sheet := NULL;
    IF NEW IS NOT DISTINCT FROM OLD THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'DELETE' AND TG_NARGS = 1 AND TG_ARGV[0] = 'but-archived'
     AND current_setting('counterfoil.archives', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', HINT = 'Insert a new version instead.';
END;
$$;

CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change('but-archived');
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER append_only;

-- Drops the entries up to this one, which is the last of a block of 256, and returns the number of the
-- entry that says so. Whoever calls it has written them to files, whose manifest has this hash, and has
-- verified them; `tree_peaks` and `tree_root` are those of the Merkle tree over all entries up to this one.
-- Only a role that may delete entries may call it; the application's may not.
CREATE FUNCTION archive_audit_entries(
  "last_id" bigint, "manifest_sha256" text, "tree_peaks" text[], "tree_root" text) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  previous bigint;
  entries bigint;
  newest timestamptz;
  last_hash text;
  imported json;
  recorded bigint;
BEGIN
  IF NOT has_table_privilege(session_user, 'audit_entry', 'DELETE') THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only the owner of the trail archives entries';
  END IF;
  -- The lock of whoever stores blocks and checkpoints.
  PERFORM pg_advisory_xact_lock(4230, 0);
  SELECT coalesce(max(a.id), 0) INTO previous FROM audit_anchor a;
  SELECT count(*), max(e.at), max(e.hash) FILTER (WHERE e.id = last_id)
    INTO entries, newest, last_hash FROM audit_entry e WHERE e.id <= last_id;
  IF last_id <= previous OR last_id % 256 <> 0 OR entries <> last_id - previous OR last_hash IS NULL THEN
    RAISE invalid_parameter_value
      USING MESSAGE = 'The trail is archived from its first entry, without a gap, in blocks of 256';
  END IF;
  IF newest >= now() - interval '24 months' THEN
    RAISE invalid_parameter_value USING MESSAGE = 'Entries of the last 24 months are not archived';
  END IF;
  IF NOT EXISTS (SELECT FROM audit_entry e WHERE e.id > last_id)
     OR NOT EXISTS (SELECT FROM audit_checkpoint c WHERE c.size >= last_id)
     OR (SELECT count(*) FROM audit_block b WHERE b.height = 8 AND b.position < last_id / 256)
        <> last_id / 256 THEN
    RAISE invalid_parameter_value
      USING MESSAGE = 'A checkpoint with its blocks covers what is archived, and an entry follows';
  END IF;
  IF manifest_sha256 !~ '^[0-9a-f]{64}$' OR tree_root !~ '^[0-9a-f]{64}$'
     OR cardinality(tree_peaks) <> length(replace(last_id::bit(64)::text, '0', '')) THEN
    RAISE invalid_parameter_value USING MESSAGE = 'The manifest has a hash, and the tree its peaks and a root';
  END IF;
  -- The verification of a day compares with the number of counts that were imported in all.
  SELECT json_agg(json_build_object('centreId', i.centre_id, 'counts', i.counts) ORDER BY i.centre_id)
    INTO imported
    FROM (SELECT p.centre_id, sum(p.counts) AS counts
            FROM (SELECT e.centre_id, (e.after ->> 'counts')::bigint AS counts FROM audit_entry e
                   WHERE e.id <= last_id AND e.action = 'till-counts.imported'
                     AND e.centre_id IS NOT NULL AND e.business_date IS NULL
                  UNION ALL
                  SELECT c ->> 'centreId', (c ->> 'counts')::bigint
                    FROM audit_entry e, json_array_elements(e.after -> 'imported') c
                   WHERE e.id <= last_id AND e.action = 'trail.archived') p
           GROUP BY p.centre_id) i;
  PERFORM set_config('counterfoil.archives', 'on', true);
  DELETE FROM audit_entry e WHERE e.id <= last_id;
  PERFORM set_config('counterfoil.archives', 'off', true);
  INSERT INTO audit_entry (action, origin, after)
  VALUES ('trail.archived', 'script', json_build_object(
            'number', last_id, 'hash', last_hash, 'root', tree_root, 'sha256', manifest_sha256,
            'to', to_char(newest AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'entries', entries, 'imported', coalesce(imported, '[]')))
  RETURNING id INTO recorded;
  INSERT INTO audit_anchor (id, hash, peaks, last_at, manifest_sha256, entry_id, archived_at)
  VALUES (last_id, last_hash, tree_peaks, newest, archive_audit_entries.manifest_sha256, recorded, now());
  RETURN recorded;
END;
$$;

-- An entry may have been dropped that says that somebody acted while a version was in force. Where that is
-- possible, no content goes any more; what went before the entry was dropped, went by what it said.
ALTER FUNCTION idle_sheet_versions(text[], text[]) RENAME TO unacted_sheet_versions;
CREATE FUNCTION idle_sheet_versions("centre_ids" text[], "dates" text[])
  RETURNS TABLE ("centre_id" text, "business_date" text, "version" int, "superseded_at" timestamptz,
                 "has_content" boolean)
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT u.* FROM unacted_sheet_versions(centre_ids, dates) u
   WHERE NOT u.has_content OR NOT EXISTS (
     SELECT FROM cash_sheet_version v, audit_anchor a
      WHERE v.centre_id = u.centre_id AND v.business_date = u.business_date
        AND v.version = u.version AND v.fetched_at <= a.last_at);
$$;
