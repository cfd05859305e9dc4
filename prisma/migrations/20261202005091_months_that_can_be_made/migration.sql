-- Rows outside of all months are counted where `npm run partition` makes their months. Those of days
-- further ahead, or before all months, stay outside, and an alert about them would never end.
CREATE OR REPLACE FUNCTION months_of_tables()
  RETURNS TABLE ("name" text, "until" text, "rows_outside" bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  divided record;
  beginning text;
  this_month date := date_trunc('month', now() AT TIME ZONE 'UTC');
BEGIN
  FOR divided IN
    SELECT c.oid, c.relname::text AS name, p.partdefid::regclass AS other, a.attname AS day
      FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
     WHERE c.relnamespace = 'public'::regnamespace AND p.partdefid <> 0 ORDER BY 2
  LOOP
    name := divided.name;
    SELECT max(substring(bound FROM $bound$TO \('([^']*)'\)$bound$)),
           max(substring(bound FROM $bound$\(MINVALUE\) TO \('([^']*)'\)$bound$))
      INTO "until", beginning
      FROM (SELECT pg_get_expr(m.relpartbound, m.oid) AS bound
              FROM pg_inherits i JOIN pg_class m ON m.oid = i.inhrelid
             WHERE i.inhparent = divided.oid) part;
    EXECUTE format('SELECT count(*) FROM (SELECT FROM %1$s WHERE %2$I >= %3$L AND %2$I < %4$L
                                            LIMIT 100000) o',
                   divided.other, divided.day,
                   coalesce(beginning, to_char(this_month, 'YYYY-MM-DD')),
                   to_char(this_month + interval '25 months', 'YYYY-MM-DD'))
      INTO rows_outside;
    RETURN NEXT;
  END LOOP;
END;
$$;

-- As before, without a variable that nothing uses.
CREATE OR REPLACE FUNCTION make_months("table_name" text, "months_ahead" int) RETURNS SETOF text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET lock_timeout = '500ms' AS $$
DECLARE
  parent regclass := format('public.%I', table_name)::regclass;
  other regclass := (SELECT partdefid::regclass FROM pg_partitioned_table
                      WHERE partrelid = parent AND partdefid <> 0);
  this_month date := date_trunc('month', now() AT TIME ZONE 'UTC');
  before date := (SELECT substring(pg_get_expr(m.relpartbound, m.oid)
                                   FROM $bound$\(MINVALUE\) TO \('([^']*)'\)$bound$)::date
                    FROM pg_inherits i JOIN pg_class m ON m.oid = i.inhrelid
                   WHERE i.inhparent = parent
                   ORDER BY 1 LIMIT 1);
  month date;
  month_name text;
  month_end text;
  is_taken boolean;
BEGIN
  IF other IS NULL OR months_ahead NOT BETWEEN 0 AND 24 THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(5005, hashtext(table_name));
  FOR month IN
    SELECT generate_series(coalesce(before, this_month),
                           this_month + make_interval(months => months_ahead), '1 month')
  LOOP
    month_name := format('%s_%s', table_name, to_char(month, 'YYYY_MM'));
    month_end := to_char(month + interval '1 month', 'YYYY-MM-DD');
    CONTINUE WHEN to_regclass(format('months.%I', month_name)) IS NOT NULL;
    EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE business_date >= %L AND business_date < %L)',
                   other, month::text, month_end) INTO is_taken;
    CONTINUE WHEN is_taken;
    EXECUTE format('CREATE TABLE months.%I (LIKE %s INCLUDING ALL)', month_name, parent);
    EXECUTE format('ALTER TABLE %s ATTACH PARTITION months.%I FOR VALUES FROM (%L) TO (%L)',
                   parent, month_name, month::text, month_end);
    PERFORM guard_month(parent, format('months.%I', month_name)::regclass);
    RETURN NEXT month_name;
  END LOOP;
END;
$$;
