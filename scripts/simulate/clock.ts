/**
 * The clocks that the simulator moves. They stand still between two steps, so that two runs of a
 * seed read the same times. That of the database is a schema which hides the functions of
 * PostgreSQL of the same names; each instance of the application has one of its own, which replaces
 * that of the process while this instance works.
 */
/** Ids are numbered too, because some statements sort by them. */
export const CLOCK = `
  CREATE SCHEMA simulator;
  CREATE SEQUENCE simulator.clock MINVALUE 0;
  CREATE SEQUENCE simulator.ids;
  CREATE FUNCTION simulator.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql
    AS 'SELECT to_timestamp(last_value / 1000.0) FROM simulator.clock';
  CREATE FUNCTION simulator.now() RETURNS timestamptz STABLE LANGUAGE sql
    AS $$SELECT to_timestamp(coalesce(nullif(current_setting('simulator.now', true), '')::bigint,
                                      (SELECT last_value FROM simulator.clock)) / 1000.0)$$;
  CREATE FUNCTION simulator.gen_random_uuid() RETURNS uuid VOLATILE LANGUAGE sql
    AS $$SELECT (substr(h, 1, 12) || '4' || substr(h, 14, 3) || '8' || substr(h, 18))::uuid
           FROM md5(nextval('simulator.ids')::text) AS h$$;
  GRANT USAGE ON SCHEMA simulator TO PUBLIC;
  GRANT ALL ON ALL SEQUENCES IN SCHEMA simulator TO PUBLIC;
  DO $$
  DECLARE
    one record;
  BEGIN
    FOR one IN
      SELECT d.adrelid::regclass AS name, a.attname AS "column",
             CASE pg_get_expr(d.adbin, d.adrelid)
               WHEN 'CURRENT_TIMESTAMP' THEN 'simulator.now()' WHEN 'now()' THEN 'simulator.now()'
               WHEN 'clock_timestamp()' THEN 'simulator.clock_timestamp()'
               WHEN 'gen_random_uuid()' THEN 'simulator.gen_random_uuid()' END AS replaced
        FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
        JOIN pg_class c ON c.oid = d.adrelid
       WHERE a.attgenerated = ''
         AND c.relnamespace::regnamespace::text IN ('public', 'graphile_worker')
    LOOP
      CONTINUE WHEN one.replaced IS NULL;
      EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s',
        one.name, one.column, one.replaced);
    END LOOP;
    FOR one IN
      SELECT oid::regprocedure AS name FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace
         AND proconfig @> '{"search_path=public, pg_temp"}'
    LOOP
      EXECUTE format('ALTER FUNCTION %s SET search_path = simulator, pg_catalog, public, pg_temp',
        one.name);
    END LOOP;
    -- Plans follow from statistics.
    FOR one IN
      SELECT oid::regclass AS name FROM pg_class
       WHERE relkind = 'r'
         AND relnamespace::regnamespace::text IN ('public', 'months', 'graphile_worker')
    LOOP
      EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = false)', one.name);
    END LOOP;
    -- Between two runs the tables are emptied, which the product refuses.
    FOR one IN
      SELECT tgrelid::regclass AS name, tgname AS "trigger" FROM pg_trigger
       WHERE NOT tgisinternal AND tgtype & 32 <> 0
    LOOP
      EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', one.name, one.trigger);
    END LOOP;
    -- Those of rows leave them alone, for whoever replicates.
    FOR one IN
      SELECT tgrelid::regclass AS name, tgname AS "trigger" FROM pg_trigger
       WHERE NOT tgisinternal AND tgtype & 32 = 0 AND tgenabled = 'A'
    LOOP
      EXECUTE format('ALTER TABLE %s ENABLE TRIGGER %I', one.name, one.trigger);
    END LOOP;
  END;
  $$`;

const RealDate = Date;

/** From now on the time of this process is what `now` returns. */
export function replaceProcessClock(now: () => number): { restore: () => void } {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: [], made: NewableFunction) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], made) as Date,
    get: (target, key, receiver) =>
      key === "now" ? now : (Reflect.get(target, key, receiver) as unknown),
  });
  return { restore: () => void (globalThis.Date = RealDate) };
}
