/** Gives the roles of one server to another, with their passwords, memberships and rights. */
import pg from "pg";

type Right = { what: string; grantee: string; right: string; may_grant: boolean };

/** Those that are there already get the attributes and the password of the earlier server. */
export async function copyRoles(source: pg.Client, target: pg.Client): Promise<void> {
  const known = await target.query<{ name: string }>("SELECT rolname AS name FROM pg_roles");
  const names = known.rows.map(({ name }) => name);
  const { rows } = await source.query<{ name: string; definition: string }>(ROLES);
  for (const { name, definition } of rows) {
    const verb = names.includes(name) ? "ALTER" : "CREATE";
    await target.query(`${verb} ROLE ${pg.escapeIdentifier(name)} ${definition}`);
  }
  const memberships = await source.query<{ statement: string }>(MEMBERSHIPS);
  for (const { statement } of memberships.rows) await target.query(statement);
}

/** Afterwards nobody has more in the target, nor less, than in the source. */
export async function copyRights(source: pg.Client, target: pg.Client): Promise<void> {
  await restoreRights(target, await listRights(source));
}

/** Afterwards everybody has these rights, and no others. */
export async function restoreRights(client: pg.Client, wanted: readonly Right[]): Promise<void> {
  const found = await listRights(client);
  const missingIn = (rights: readonly Right[]) => {
    const known = new Set(rights.map((right) => JSON.stringify(right)));
    return (right: Right) => !known.has(JSON.stringify(right));
  };
  for (const { what, grantee, right } of found.filter(missingIn(wanted))) {
    await client.query(`REVOKE ${right} ON ${what} FROM ${grantee}`);
  }
  for (const { what, grantee, right, may_grant: mayGrant } of wanted.filter(missingIn(found))) {
    const option = mayGrant ? " WITH GRANT OPTION" : "";
    await client.query(`GRANT ${right} ON ${what} TO ${grantee}${option}`);
  }
}

export async function listRights(client: pg.Client): Promise<Right[]> {
  return (await client.query<Right>(RIGHTS)).rows;
}

const ROLES = `
  SELECT rolname AS name,
         concat_ws(' ', CASE WHEN rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,
           CASE WHEN rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
           CASE WHEN rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END,
           CASE WHEN rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
           CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
           CASE WHEN rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END,
           CASE WHEN rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END,
           'CONNECTION LIMIT ' || rolconnlimit,
           'PASSWORD ' || quote_nullable(rolpassword),
           'VALID UNTIL ' || quote_literal(rolvaliduntil)) AS definition
    FROM pg_authid WHERE rolname !~ '^pg_' AND rolname <> current_user ORDER BY 1`;

const MEMBERSHIPS = `
  SELECT format('GRANT %I TO %I WITH ADMIN %s, INHERIT %s, SET %s', g.rolname, m.rolname,
                upper(admin_option::text), upper(inherit_option::text), upper(set_option::text))
           AS statement
    FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
   WHERE g.rolname !~ '^pg_' OR m.rolname !~ '^pg_' ORDER BY 1`;

/** What the owner of something may do follows from owning it. */
const RIGHTS = `
  WITH own AS (SELECT * FROM pg_namespace
                WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
       relation AS (SELECT c.*, format('%I.%I', nspname, relname) AS name
                      FROM pg_class c JOIN own ON own.oid = c.relnamespace),
       object (what, owner, acl) AS (
    SELECT format('DATABASE %I', datname), datdba, coalesce(datacl, acldefault('d', datdba))
      FROM pg_database WHERE datname = current_database()
    UNION ALL
    SELECT format('SCHEMA %I', nspname), nspowner, coalesce(nspacl, acldefault('n', nspowner))
      FROM own
    UNION ALL
    SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || name, relowner, relacl
      FROM relation WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND relacl IS NOT NULL
    UNION ALL
    SELECT format('FUNCTION %I.%I(%s)', nspname, proname,
                  pg_get_function_identity_arguments(p.oid)),
           proowner, coalesce(proacl, acldefault('f', proowner))
      FROM pg_proc p JOIN own ON own.oid = pronamespace)
  SELECT what, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE format('%I', pg_get_userbyid(a.grantee)) END
           AS grantee, a.privilege_type AS right, a.is_grantable AS may_grant
    FROM object, aclexplode(acl) a WHERE a.grantee <> owner
  UNION ALL
  SELECT 'TABLE ' || r.name, CASE a.grantee WHEN 0 THEN 'PUBLIC'
           ELSE format('%I', pg_get_userbyid(a.grantee)) END,
         format('%s (%I)', a.privilege_type, attname), a.is_grantable
    FROM relation r JOIN pg_attribute ON attrelid = r.oid, aclexplode(attacl) a
   WHERE a.grantee <> r.relowner AND NOT attisdropped`;
