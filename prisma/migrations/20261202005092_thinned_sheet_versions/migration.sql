-- While a day is open, Cashrec's sheet changes with each reading. Where administrators say so, a version
-- that nobody acted on loses its content some days after the next one came; its number, hash and
-- time stay. A version with a hash and without a payload is such a one: without a hash, it says
-- as before that Cashrec no longer had the sheet.
ALTER TABLE cash_sheet_version
  DROP CONSTRAINT cash_sheet_version_whole,
  ADD CONSTRAINT cash_sheet_version_whole CHECK (
    num_nulls(hash, field_map_hash) IN (0, 2) AND num_nulls(payload, sheet) IN (0, 2)
    AND (hash IS NOT NULL OR payload IS NULL)) NOT VALID;

-- Up to which superseding version the daily run has looked.
ALTER TABLE retention_run ADD COLUMN seen_until TIMESTAMPTZ(3);

-- The superseded versions of some days that nothing needs: no move, mark or day names them, nobody
-- imported them, and nobody acted on the day while they were in force. A reading is stored a while after
-- its time, so that whoever acted until five minutes later may have seen the version before it. The
-- last version with content always stays: it is in force, or was before the sheet disappeared.
CREATE FUNCTION idle_sheet_versions("centre_ids" text[], "dates" text[])
  RETURNS TABLE ("centre_id" text, "business_date" text, "version" int, "superseded_at" timestamptz,
                 "has_content" boolean)
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH day AS (
    SELECT DISTINCT k.centre_id, k.business_date
      FROM unnest(centre_ids, dates) AS k (centre_id, business_date)
  ), ordered AS (
    SELECT v.centre_id, v.business_date, v.version, v.fetched_at, v.import_id,
           v.hash IS NOT NULL AS was_sheet, v.payload IS NOT NULL AS has_content,
           min(v.fetched_at) OVER higher AS superseded_at,
           coalesce(bool_or(v.payload IS NOT NULL) OVER higher, false) AS content_follows
      FROM day d JOIN cash_sheet_version v
        ON v.centre_id = d.centre_id AND v.business_date = d.business_date
    WINDOW higher AS (PARTITION BY v.centre_id, v.business_date ORDER BY v.version DESC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  ), named AS (
    SELECT centre_id, business_date, m.sheet_version AS version
      FROM day JOIN move m USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, r.sheet_version
      FROM day JOIN reconciliation r USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, r.changed_sheet_version
      FROM day JOIN reconciliation r USING (centre_id, business_date)
  ), act AS (
    SELECT centre_id, business_date, x.at
      FROM day JOIN audit_entry x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.counted_at
      FROM day JOIN till_count x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.counted_at
      FROM day JOIN opening_count x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.counted_at
      FROM day JOIN spot_count x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.given_at
      FROM day JOIN hand_over x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.taken_at
      FROM day JOIN take_over x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.requested_at
      FROM day JOIN recount_request x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.created_at
      FROM day JOIN explanation x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.created_at
      FROM day JOIN note x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.created_at
      FROM day JOIN attachment x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.assigned_at
      FROM day JOIN line_assignment x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.written_at
      FROM day JOIN line_message x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.moved_at
      FROM day JOIN move x USING (centre_id, business_date)
    UNION ALL SELECT centre_id, business_date, x.decided_at
      FROM day JOIN quiet_day x USING (centre_id, business_date)
  )
  SELECT o.centre_id, o.business_date, o.version, o.superseded_at, o.has_content
    FROM ordered o
   WHERE o.was_sheet AND o.content_follows AND o.import_id IS NULL
     AND NOT EXISTS (
       SELECT FROM named n
        WHERE n.centre_id = o.centre_id AND n.business_date = o.business_date AND n.version = o.version)
     AND NOT EXISTS (
       SELECT FROM act a
        WHERE a.centre_id = o.centre_id AND a.business_date = o.business_date
          AND a.at >= o.fetched_at AND a.at < o.superseded_at + interval '5 minutes');
$$;

-- Where a trigger says so, `thin_sheet_versions` passes, with nothing but the content removed.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_NARGS = 1 AND current_setting('counterfoil.thins', true) = 'on' THEN
    OLD.payload := NULL;
    OLD.sheet := NULL;
    IF NEW IS NOT DISTINCT FROM OLD THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', HINT = 'Insert a new version instead.';
END;
$$;

CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON cash_sheet_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change('but-content');
ALTER TABLE cash_sheet_version ENABLE ALWAYS TRIGGER append_only;

-- Removes the content of at most so many versions that nothing needs, and that were superseded as many
-- days ago as administrators have set, from where the last step ended. Without such a number it does
-- nothing. A day is looked at, with all of its versions, when one of them has been superseded for so
-- long. Two runs take turns: one step waits for the other, and continues after it.
CREATE FUNCTION thin_sheet_versions("rows_max" int) RETURNS TABLE ("thinned" int, "is_done" boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  days_set int := (SELECT s.value -> 'days' ->> 'superseded-sheets' FROM setting s WHERE s.name = 'retention');
  until timestamptz := now() - make_interval(days => days_set);
  since timestamptz;
  seen timestamptz;
  events int;
  centres text[];
  dates text[];
BEGIN
  -- Auditors of the database may call every function.
  IF NOT has_table_privilege(session_user, 'cash_sheet_version', 'INSERT') THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only the application removes what was stored long enough';
  END IF;
  IF days_set < 30 OR rows_max IS NULL OR rows_max NOT BETWEEN 1 AND 500 THEN
    RAISE invalid_parameter_value
      USING MESSAGE = 'At least 30 days must be set, and at most 500 versions are thinned at once';
  END IF;
  thinned := 0;
  is_done := true;
  SELECT coalesce(r.seen_until, '-infinity') INTO since
    FROM retention_run r WHERE r.kind = 'superseded-sheets' FOR UPDATE;
  IF since IS NULL OR until IS NULL THEN
    RETURN NEXT;
    RETURN;
  END IF;
  WITH event AS (
    SELECT v.centre_id, v.business_date, v.fetched_at FROM cash_sheet_version v
     WHERE v.version > 1 AND v.fetched_at > since AND v.fetched_at < until
     ORDER BY v.fetched_at FETCH FIRST 1000 ROWS WITH TIES
  ), day AS (
    SELECT e.centre_id, e.business_date, max(e.fetched_at) AS at, count(*) AS events
      FROM event e GROUP BY e.centre_id, e.business_date
  )
  SELECT array_agg(d.centre_id), array_agg(d.business_date), max(d.at), coalesce(sum(d.events), 0)
    INTO centres, dates, seen, events FROM day d;
  IF events = 0 THEN
    RETURN NEXT;
    RETURN;
  END IF;
  PERFORM set_config('counterfoil.thins', 'on', true);
  WITH idle AS (
    SELECT i.centre_id, i.business_date, i.version FROM idle_sheet_versions(centres, dates) i
     WHERE i.has_content AND i.superseded_at < until LIMIT rows_max
  ), changed AS (
    UPDATE cash_sheet_version v SET payload = NULL, sheet = NULL FROM idle i
     WHERE v.centre_id = i.centre_id AND v.business_date = i.business_date AND v.version = i.version
    RETURNING v.version
  )
  SELECT count(*) INTO thinned FROM changed;
  PERFORM set_config('counterfoil.thins', 'off', true);
  IF thinned < rows_max THEN
    UPDATE retention_run r SET seen_until = seen WHERE r.kind = 'superseded-sheets';
    is_done := events < 1000;
  ELSE
    is_done := false;
  END IF;
  RETURN NEXT;
END;
$$;
