-- The business date of an instant, as computeBusinessDate (lib/domain/business-date.ts) has it. A
-- clock that is put back shows the start of a day a second time, and the date began at the first:
-- so the last start by the clock as it ran a day ago counts too. It is written for PostgreSQL to
-- inline it.
CREATE FUNCTION business_date_at(at timestamptz, time_zone text, day_starts_at text)
RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT greatest(
    ((at AT TIME ZONE time_zone) - day_starts_at::interval)::date,
    ((at - (((at - interval '24 hours') AT TIME ZONE time_zone) - day_starts_at::interval
           )::time::interval) AT TIME ZONE time_zone - day_starts_at::interval)::date)::text
$$;

CREATE OR REPLACE FUNCTION organisation_date() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(
    max(business_date_at(now(), c.time_zone, c.day_starts_at) COLLATE "C"),
    (now() AT TIME ZONE 'UTC')::date::text)
    FROM centre c
$$;

-- Every request reads it. What began two days ago by UTC has begun in every centre, so that most
-- rows need no look at its clock.
CREATE OR REPLACE VIEW granted_role AS
  SELECT user_id, centre_id, role FROM held_role WHERE centre_id IS NOT NULL
  UNION
  SELECT h.user_id, r.centre_id, h.role
    FROM held_role h
    JOIN node_reach r ON r.node_id = h.node_id
    JOIN centre c ON c.id = r.centre_id
   WHERE (r.valid_from <= (SELECT ((now() AT TIME ZONE 'UTC')::date - 2)::text)
          OR r.valid_from <= business_date_at(now(), c.time_zone, c.day_starts_at))
     AND (r.valid_until IS NULL
          OR r.valid_until > business_date_at(now(), c.time_zone, c.day_starts_at));
