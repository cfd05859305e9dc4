/**
 * The triggers that record changes of roles, rules and settings past the application. Tests make
 * people and rules past it, and are not about the trail: their databases have these disabled,
 * unless the test watches them.
 */
import type pg from "pg";

const SWITCH = `
  DO $$
  DECLARE
    watched record;
  BEGIN
    FOR watched IN SELECT tgrelid::regclass AS name, tgname AS trigger FROM pg_trigger
                    WHERE NOT tgisinternal AND tgname IN ('recorded', 'recorded_all')
    LOOP
      EXECUTE format('ALTER TABLE %s $action TRIGGER %I', watched.name, watched.trigger);
    END LOOP;
  END;
  $$`;

export async function unwatchRows(owner: pg.Client): Promise<void> {
  await owner.query(SWITCH.replace("$action", "DISABLE"));
}

export const WATCH_ROWS = SWITCH.replace("$action", "ENABLE ALWAYS");
