-- Who may do what, and by which rules, leaves an entry in the trail whichever way it is changed. Commands
-- write their own; a change that no entry of its transaction describes is described by the database.

-- Entries of one transaction stand together at the end of the chain until it is over, because it
-- holds the lock of the chain. The trigger alone sets the number; earlier entries have none.
ALTER TABLE "audit_entry" ADD COLUMN "transaction_id" BIGINT;

CREATE OR REPLACE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $$
DECLARE
  last record;
BEGIN
  PERFORM pg_advisory_xact_lock(4205, 0);
  SELECT id, hash INTO last FROM audit_entry ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(last.id, 0) + 1;
  NEW.at := coalesce(NEW.at, date_trunc('milliseconds', clock_timestamp()));
  NEW.previous_hash := coalesce(last.hash, repeat('0', 64));
  NEW.hash := audit_hash(NEW);
  NEW.transaction_id := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END;
$$;

-- Whether a command has written an entry about one of these subjects in this transaction. Rows that
-- were restored from another server may have the same number, but were written by an earlier
-- transaction of this one.
CREATE FUNCTION has_own_entry(nouns text[], others text[]) RETURNS boolean LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $$
DECLARE
  entry record;
  this_one bigint := pg_current_xact_id()::text::bigint;
BEGIN
  FOR entry IN SELECT transaction_id, split_part(action, '.', 1) AS noun, xmin::text::bigint AS written
                 FROM audit_entry ORDER BY id DESC
  LOOP
    EXIT WHEN entry.transaction_id IS DISTINCT FROM this_one
           OR entry.written < this_one & 4294967295;
    IF entry.noun = ANY (nouns) OR NOT entry.noun = ANY (others) THEN
      RETURN true;
    END IF;
  END LOOP;
  RETURN false;
END;
$$;

-- The values of some columns let their reader in somewhere: of those, an entry says only whether they
-- are others than before.
CREATE FUNCTION readable_row(stored jsonb, earlier jsonb, hides_value boolean) RETURNS text LANGUAGE sql
  IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_object_agg(name, CASE
           WHEN value = 'null'
             OR NOT (name ~ '(^|_)(password|pin|token|secret|sealed|hash)(_|$)'
                     OR hides_value AND name = 'value') THEN value
           WHEN value = coalesce(earlier -> name, value) THEN '"(not shown)"'
           ELSE '"(not shown, another)"' END), '{}')::text
    FROM jsonb_each(stored) AS each_column (name, value)
$$;

CREATE FUNCTION database_origin() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT left('database ' || session_user || coalesce(' from ' || host(inet_client_addr()), ''), 64)
$$;

-- Runs at the end of the transaction, so that a command may write its entry last, and as the owner of the
-- table, since whoever changes rows need not be allowed to append. The trigger's arguments are the
-- subjects that an entry of the command may be about; without any, all that are not about access.
CREATE FUNCTION record_row_change() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  -- A use of a token, and a sign-in in a group that gives a role, change nothing else.
  passing text[] := '{last_used_at,last_used_from,lapses_at}';
  was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - passing END;
  became jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - passing END;
  setting text := CASE WHEN TG_TABLE_NAME = 'setting' THEN coalesce(became, was) ->> 'name' END;
  access text[] := '{database,user,role-rule,invitation,session,second-factor,recovery-code,recovery-codes,token,
    device,pin,webhook,security}';
BEGIN
  IF was = became THEN
    RETURN NULL;
  END IF;
  -- What the product stores for its own use. Some of it is stored once.
  IF setting IN ('demo', 'cashrec.pause', 'cashrec.parameter-names') OR setting LIKE 'tolerance-days:%'
     OR TG_OP = 'INSERT' AND setting IN ('push.keys', 'installation.source') THEN
    RETURN NULL;
  END IF;
  -- A rule that waits for its confirmation, or is gone, gives nobody a role.
  IF TG_TABLE_NAME = 'rule_grant' AND NOT EXISTS (
    SELECT FROM role_rule WHERE id = (coalesce(became, was) ->> 'rule_id')::uuid AND confirmed_at IS NOT NULL
  ) THEN
    RETURN NULL;
  END IF;
  IF has_own_entry(TG_ARGV, CASE WHEN TG_NARGS = 0 THEN access END) THEN
    RETURN NULL;
  END IF;
  INSERT INTO audit_entry (action, origin, before, after) VALUES (
    'database.row-changed', database_origin(),
    CASE WHEN was IS NOT NULL THEN json_build_object(
      'table', TG_TABLE_NAME, 'row', readable_row(was, was, setting = 'push.keys')) END,
    CASE WHEN became IS NOT NULL THEN json_build_object(
      'table', TG_TABLE_NAME, 'row', readable_row(became, was, setting = 'push.keys')) END);
  RETURN NULL;
END;
$$;

CREATE FUNCTION record_emptied() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_entry (action, origin, before)
  VALUES ('database.table-emptied', database_origin(), json_build_object('table', TG_TABLE_NAME));
  RETURN NULL;
END;
$$;

DO $$
DECLARE
  watched record;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('user',
     '{user,role-rule,invitation,session,second-factor,recovery-code,recovery-codes,passkey,pin}'::text[]),
    ('membership', '{user,invitation,node,centre}'),
    ('node_membership', '{user,invitation,node,centre}'),
    ('role_rule', '{role-rule,node}'),
    ('rule_grant', '{user,role-rule}'),
    ('api_token', '{token,user}'),
    ('setting', '{}'),
    ('centre_setting', '{}'),
    ('tolerance_rule', '{tolerance}')) AS w (name, nouns)
  LOOP
    EXECUTE format('CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE OR DELETE ON %I
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_row_change(%s)',
      watched.name, (SELECT string_agg(quote_literal(noun), ', ') FROM unnest(watched.nouns) noun));
    EXECUTE format('CREATE TRIGGER recorded_all AFTER TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION record_emptied()', watched.name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER recorded', watched.name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER recorded_all', watched.name);
  END LOOP;
END;
$$;
