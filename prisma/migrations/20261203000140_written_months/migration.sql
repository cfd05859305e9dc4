-- Where tables are divided by month, a statement leaves months out by dates that it is given, and not by
-- those of rows that it joins: a large change looked at every month, and the plan that was made for it
-- was used for the small changes after it.
CREATE OR REPLACE FUNCTION keep_variance_states() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE variance_day v SET state = n.state FROM new_rows n
   WHERE v.centre_id = n.centre_id AND v.business_date = n.business_date AND v.state <> n.state
     AND v.business_date BETWEEN (SELECT min(business_date) FROM new_rows)
                             AND (SELECT max(business_date) FROM new_rows);
  RETURN NULL;
END;
$$;

CREATE OR REPLACE FUNCTION thin_sheet_versions("rows_max" int)
  RETURNS TABLE ("thinned" int, "is_done" boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  days_set int := (SELECT s.value -> 'days' ->> 'superseded-sheets' FROM setting s WHERE s.name = 'retention');
  until timestamptz := now() - make_interval(days => days_set);
  since timestamptz;
  seen timestamptz;
  events int;
  events_left int := 5000;
  centres text[];
  dates text[];
  removed int;
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
  WHILE since IS NOT NULL AND until IS NOT NULL LOOP
    WITH event AS (
      SELECT v.centre_id, v.business_date, v.version, v.fetched_at FROM cash_sheet_version v
       WHERE v.version > 1 AND v.fetched_at > since AND v.fetched_at < until
       ORDER BY v.fetched_at FETCH FIRST 50 ROWS WITH TIES
    ), day AS (
      SELECT DISTINCT e.centre_id, e.business_date
        FROM event e JOIN cash_sheet_version p
          ON p.centre_id = e.centre_id AND p.business_date = e.business_date AND p.version = e.version - 1
       WHERE p.payload IS NOT NULL OR p.hash IS NULL
    )
    SELECT (SELECT max(e.fetched_at) FROM event e), (SELECT count(*) FROM event e),
           array_agg(d.centre_id), array_agg(d.business_date)
      INTO seen, events, centres, dates FROM day d;
    EXIT WHEN events = 0;
    removed := 0;
    IF centres IS NOT NULL THEN
      PERFORM set_config('counterfoil.thins', 'on', true);
      WITH idle AS (
        SELECT i.centre_id, i.business_date, i.version FROM idle_sheet_versions(centres, dates) i
         WHERE i.has_content AND i.superseded_at < until LIMIT rows_max - thinned
      ), changed AS (
        UPDATE cash_sheet_version v SET payload = NULL, sheet = NULL FROM idle i
         WHERE v.centre_id = i.centre_id AND v.business_date = i.business_date AND v.version = i.version
           AND v.business_date BETWEEN (SELECT min(k) FROM unnest(dates) k)
                                   AND (SELECT max(k) FROM unnest(dates) k)
        RETURNING v.version
      )
      SELECT count(*) INTO removed FROM changed;
      PERFORM set_config('counterfoil.thins', 'off', true);
    END IF;
    thinned := thinned + removed;
    events_left := events_left - events;
    is_done := false;
    -- There may be more of these days.
    EXIT WHEN thinned = rows_max;
    since := seen;
    is_done := events < 50;
    EXIT WHEN is_done OR events_left <= 0;
  END LOOP;
  UPDATE retention_run r SET seen_until = since
   WHERE r.kind = 'superseded-sheets' AND since > '-infinity';
  RETURN NEXT;
END;
$$;
