-- Triggers fire whatever `session_replication_role` is. In its usual state, a trigger is skipped in a
-- session that says it applies changes of another server. `npm run migrate` does the same for the
-- triggers of later migrations.
DO $$
DECLARE
  guard record;
BEGIN
  FOR guard IN
    SELECT t.tgrelid::regclass AS name, t.tgname AS trigger
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', guard.name, guard.trigger);
  END LOOP;
END;
$$;

-- The chain is read from this table alone: a temporary one of the same name can't stand in for it.
ALTER FUNCTION chain_audit_entry() SET search_path = public, pg_temp;

-- After many days were stored, the planner needs to know it. Only the owner of a table may analyse it,
-- and the application is not the owner.
CREATE FUNCTION analyze_days() RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  ANALYZE cash_sheet, cash_sheet_version, reconciliation, reconciliation_line;
END;
$$;
