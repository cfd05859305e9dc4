-- `npm run partition` divides the large tables of days by month. Their partitions are in a schema of
-- their own, in which the application has no rights: what is written goes through the tables, whose
-- triggers see it. Where nobody has divided anything, these functions do nothing.

-- Which tables are divided, up to which date they have months, and how many rows lie outside of them.
CREATE FUNCTION months_of_tables() RETURNS TABLE ("name" text, "until" text, "rows_outside" bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  divided record;
BEGIN
  FOR divided IN
    SELECT c.oid, c.relname::text AS name, p.partdefid::regclass AS other
      FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
     WHERE c.relnamespace = 'public'::regnamespace AND p.partdefid <> 0 ORDER BY 2
  LOOP
    name := divided.name;
    SELECT max(substring(pg_get_expr(m.relpartbound, m.oid) FROM $bound$TO \('([^']*)'\)$bound$))
      INTO "until" FROM pg_inherits i JOIN pg_class m ON m.oid = i.inhrelid
     WHERE i.inhparent = divided.oid;
    EXECUTE format('SELECT count(*) FROM (SELECT FROM %s LIMIT 100000) o', divided.other)
      INTO rows_outside;
    RETURN NEXT;
  END LOOP;
END;
$$;

-- Makes the months of one table from the end of what it has until some months from now. A month whose
-- rows were stored outside of it before waits for `npm run partition`, which moves them. Attaching
-- a month lets readers and writers go on, except for rows outside of all months, of which there are
-- none usually: it waits for those half a second at most.
CREATE FUNCTION make_months("table_name" text, "months_ahead" int) RETURNS SETOF text
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
  guard text;
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

-- Row triggers come with attaching; the one that refuses to empty the table is of each table alone.
CREATE FUNCTION guard_month("parent" regclass, "month" regclass) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  guard record;
BEGIN
  FOR guard IN
    SELECT tgname AS name, tgfoid::regproc AS function FROM pg_trigger
     WHERE tgrelid = parent AND NOT tgisinternal AND tgtype & 32 = 32
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
                   guard.name, month, guard.function);
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', month, guard.name);
  END LOOP;
END;
$$;
REVOKE EXECUTE ON FUNCTION guard_month FROM PUBLIC;

-- Statistics of a divided table are of each month, which the server computes by itself, and of the
-- whole, which nobody else does. Before PostgreSQL 18, one is not computed without the other.
CREATE FUNCTION analyze_months("table_name" text) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM months_of_tables() d WHERE d.name = table_name) THEN
    EXECUTE format('ANALYZE %s public.%I',
                   CASE WHEN current_setting('server_version_num')::int >= 180000 THEN 'ONLY' END,
                   table_name);
  END IF;
END;
$$;

-- Of a divided table, only the months that have changed much are looked at after a large reading.
CREATE OR REPLACE FUNCTION analyze_days() RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  changed regclass;
BEGIN
  FOR changed IN
    SELECT c.oid FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname
           IN ('cash_sheet', 'cash_sheet_version', 'reconciliation', 'reconciliation_line')
    UNION ALL
    SELECT s.relid FROM pg_stat_all_tables s
     WHERE s.schemaname = 'months' AND s.n_mod_since_analyze > 1000 + s.n_live_tup / 20
  LOOP
    EXECUTE format('ANALYZE %s', changed);
  END LOOP;
END;
$$;

-- While a table is checked before it is divided, a constraint refuses days long after today. Where the
-- program that checks has ended without removing it, this does, because some day they are reached.
CREATE FUNCTION drop_forgotten_checks() RETURNS SETOF text LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE
  forgotten record;
BEGIN
  FOR forgotten IN
    SELECT conrelid::regclass AS name, conname AS "constraint" FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND conname ~ '_before_months$' AND contype = 'c'
  LOOP
    CONTINUE WHEN NOT pg_try_advisory_xact_lock(5005, 0);
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', forgotten.name, forgotten."constraint");
    RETURN NEXT forgotten.name::text;
  END LOOP;
END;
$$;
