/**
 * Clocks that the simulator moves. That of the database is a schema which hides the functions of
 * PostgreSQL of the same names; each instance of the application has one of its own, which replaces
 * that of the process while this instance works.
 */
export const CLOCK = `
  CREATE SCHEMA simulator;
  CREATE TABLE simulator.clock (ahead interval NOT NULL);
  INSERT INTO simulator.clock VALUES ('0');
  CREATE FUNCTION simulator.now() RETURNS timestamptz STABLE LANGUAGE sql
    RETURN pg_catalog.now() + (SELECT ahead FROM simulator.clock);
  CREATE FUNCTION simulator.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql
    RETURN pg_catalog.clock_timestamp() + (SELECT ahead FROM simulator.clock);
  GRANT USAGE ON SCHEMA simulator TO PUBLIC;
  GRANT SELECT ON simulator.clock TO PUBLIC;
  DO $$
  DECLARE
    one record;
  BEGIN
    FOR one IN
      SELECT d.adrelid::regclass AS name, a.attname AS "column",
             pg_get_expr(d.adbin, d.adrelid) AS expression
        FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
        JOIN pg_class c ON c.oid = d.adrelid AND c.relnamespace = 'public'::regnamespace
       WHERE a.attgenerated = ''
         AND pg_get_expr(d.adbin, d.adrelid) IN ('CURRENT_TIMESTAMP', 'now()', 'clock_timestamp()')
    LOOP
      EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT simulator.now()',
        one.name, one.column);
    END LOOP;
  END;
  $$`;

const RealDate = Date;

type ProcessClock = { restore: () => void };

/** From now on the time of this process is what `now` returns. */
export function replaceProcessClock(now: () => number): ProcessClock {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: [], made: NewableFunction) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], made) as Date,
    get: (target, key, receiver) =>
      key === "now" ? now : (Reflect.get(target, key, receiver) as unknown),
  });
  return { restore: () => void (globalThis.Date = RealDate) };
}

export function realNow(): number {
  return RealDate.now();
}
