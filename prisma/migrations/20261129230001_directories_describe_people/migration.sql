-- Entries about a directory, such as an identity provider that creates people, are about people too.
CREATE OR REPLACE FUNCTION record_row_change() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  nouns text[] := TG_ARGV;
  -- A use of a token, and a sign-in in a group that gives a role, change nothing else.
  passing text[] := '{last_used_at,last_used_from,lapses_at}';
  was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - passing END;
  became jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - passing END;
  setting text := CASE WHEN TG_TABLE_NAME = 'setting' THEN coalesce(became, was) ->> 'name' END;
  access text[] := '{database,directory,user,role-rule,invitation,session,second-factor,recovery-code,recovery-codes,token,
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
  -- Identity providers create, change and deactivate people, and change who is in a group.
  IF TG_TABLE_NAME IN ('user', 'membership', 'node_membership', 'rule_grant', 'api_token') THEN
    nouns := nouns || '{directory}'::text[];
  END IF;
  IF has_own_entry(nouns, CASE WHEN TG_NARGS = 0 THEN access END) THEN
    RETURN NULL;
  END IF;
  IF TG_TABLE_NAME = 'user' THEN
    was := refer_to_person(was);
    became := refer_to_person(became);
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
