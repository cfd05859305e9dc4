-- From this business date on, nobody gets in with the account.
ALTER TABLE "user" ADD COLUMN "ends_on" TEXT;
ALTER TABLE "user" ADD CONSTRAINT user_ends_on CHECK (ends_on ~ '^\d{4}-\d\d-\d\d$');

-- The latest business date that has started in any centre; by UTC where there is none.
CREATE FUNCTION organisation_date() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(
    max(((now() AT TIME ZONE c.time_zone) - c.day_starts_at::interval)::date),
    (now() AT TIME ZONE 'UTC')::date)::text
    FROM centre c
$$;
