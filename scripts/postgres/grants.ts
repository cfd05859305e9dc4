/**
 * What the roles of the database may do. The owner migrates and owns every table; the application
 * reads and writes rows, and can change no table, trigger or privilege; auditors read. The rights
 * are derived from the catalog after each migration, so that a new table needs no grant of its own.
 */
import pg from "pg";

/** Has no password: people who may read everything become members of it. */
export const AUDITOR = "counterfoil_auditor";

/** Columns with this in their name let their reader in somewhere. */
const CREDENTIALS = /(^|_)(password|pin|token|secret|sealed|totp|recovery|private)(_|$)/;
/** Tables whose rows may contain a link or key that lets their reader in somewhere. */
const CREDENTIAL_TABLES: readonly string[] = [
  // A copy of a key would outlive the erasure of its person.
  "person_key",
  "setting",
  "push_device",
  "sign_in_attempt",
  "mail",
  "idempotency_key",
];

/** The owner alone writes them. */
const READ_TABLES: readonly string[] = ["public._prisma_migrations", "public.archived_month"];

type Relation = {
  name: string;
  schema: string;
  kind: "r" | "p" | "v" | "m" | "S";
  isAppendOnly: boolean;
  appHas: string[];
  needsPolicy: boolean;
  columns: string[];
  auditorReads: string[];
};

/** Returns the statements that were missing, after it has executed them. */
export async function grantRights(client: pg.Client, app: string): Promise<string[]> {
  const statements = await listMissing(client, app);
  for (const statement of statements) await client.query(statement);
  return statements;
}

/** A trigger of a new migration, or of restored rows, is skipped in some sessions until then. */
export async function enableTriggersAlways(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(SKIPPED_TRIGGERS);
  for (const { statement } of rows) await client.query(statement);
}

async function listMissing(client: pg.Client, app: string): Promise<string[]> {
  const roles = await client.query<{ name: string }>(
    "SELECT rolname AS name FROM pg_roles WHERE rolname = ANY ($1)",
    [[app, AUDITOR]],
  );
  const exists = (role: string) => roles.rows.some(({ name }) => name === role);
  const { rows } = await client.query<Relation>(RELATIONS, [app, AUDITOR]);
  const general = await client.query<{ statement: string }>(GENERAL, [
    pg.escapeIdentifier(app),
    app,
  ]);
  const auditor = exists(AUDITOR)
    ? await client.query<{ statement: string }>(SCHEMAS, [AUDITOR])
    : null;
  return [
    ...general.rows.map(({ statement }) => statement),
    ...rows.flatMap((relation) => grantToApp(relation, pg.escapeIdentifier(app))),
    ...(auditor?.rows.map(({ statement }) => statement) ?? []),
    ...(auditor === null ? [] : rows.flatMap(grantToAuditor)),
  ];
}

function grantToApp(relation: Relation, app: string): string[] {
  const { name, kind, appHas, needsPolicy } = relation;
  const wanted = listWanted(relation);
  const what = kind === "S" ? "SEQUENCE" : "TABLE";
  const isRight = appHas.join() === wanted.join();
  return [
    ...(isRight ? [] : [`REVOKE ALL ON ${what} ${name} FROM ${app}`]),
    ...(isRight ? [] : [`GRANT ${wanted.join(", ")} ON ${what} ${name} TO ${app}`]),
    ...(needsPolicy
      ? [`CREATE POLICY ${app} ON ${name} TO ${app} USING (true) WITH CHECK (true)`]
      : []),
  ];
}

/** In alphabetical order, as the catalog's query has it. */
function listWanted({ name, kind, isAppendOnly }: Relation): string[] {
  if (kind === "S") return ["SELECT", "USAGE"];
  if (kind === "v" || kind === "m" || READ_TABLES.includes(name)) return ["SELECT"];
  return isAppendOnly ? ["INSERT", "SELECT"] : ["DELETE", "INSERT", "SELECT", "UPDATE"];
}

function grantToAuditor({ name, schema, kind, columns, auditorReads }: Relation): string[] {
  if (kind === "S" || schema === "graphile_worker") return [];
  const table = name.slice(schema.length + 1);
  const allowed = CREDENTIAL_TABLES.includes(table)
    ? []
    : columns.filter((column) => !CREDENTIALS.test(column));
  if (auditorReads.join() === allowed.join()) return [];
  const revoke = `REVOKE ALL ON TABLE ${name} FROM ${AUDITOR}`;
  if (allowed.length === 0) return [revoke];
  const list = allowed.length === columns.length ? "" : ` (${allowed.map(quote).join(", ")})`;
  return [revoke, `GRANT SELECT${list} ON TABLE ${name} TO ${AUDITOR}`];
}

function quote(column: string): string {
  return pg.escapeIdentifier(column);
}

/** A trigger on UPDATE (16) and DELETE (8) of the whole row that refuses both. */
const RELATIONS = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname AS schema, c.relkind AS kind,
         EXISTS (SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                  WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change' AND t.tgqual IS NULL
                    AND t.tgtype & 24 = 24 AND cardinality(t.tgattr) = 0) AS "isAppendOnly",
         ARRAY(SELECT a.privilege_type FROM aclexplode(c.relacl) a
                WHERE a.grantee = app.oid ORDER BY 1) AS "appHas",
         c.relrowsecurity AND NOT EXISTS (SELECT FROM pg_policy p
                WHERE p.polrelid = c.oid AND app.oid = ANY (p.polroles)) AS "needsPolicy",
         ARRAY(SELECT a.attname::text FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY a.attnum) AS columns,
         ARRAY(SELECT a.attname::text FROM pg_attribute a, pg_roles auditor
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                  AND auditor.rolname = $2 AND c.relkind <> 'S'
                  AND has_column_privilege(auditor.oid, c.oid, a.attnum, 'SELECT')
                ORDER BY a.attnum) AS "auditorReads"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, pg_roles app
   WHERE app.rolname = $1 AND n.nspname IN ('public', 'report', 'graphile_worker')
     AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
   ORDER BY n.nspname, c.relname`;

/** Schemas, and what applies to tables that the next migrations create. */
const GENERAL = `
  SELECT format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %s', current_database(), $1::text)
         AS statement
   WHERE NOT (has_database_privilege($2, current_database(), 'CONNECT')
              AND has_database_privilege($2, current_database(), 'TEMPORARY'))
  UNION ALL
  SELECT format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC, %s', nspname, $1::text)
    FROM pg_namespace WHERE nspname IN ('public', 'report', 'graphile_worker')
     AND has_schema_privilege($2, oid, 'CREATE')
  UNION ALL
  SELECT format('GRANT USAGE ON SCHEMA %I TO %s', nspname, $1::text)
    FROM pg_namespace WHERE nspname IN ('public', 'report', 'graphile_worker')
     AND NOT has_schema_privilege($2, oid, 'USAGE')
  UNION ALL
  SELECT format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT %s TO %s', what, $1::text)
    FROM (VALUES ('r', 'SELECT, INSERT, UPDATE, DELETE ON TABLES'),
                 ('S', 'SELECT, USAGE ON SEQUENCES')) AS later (kind, what)
   WHERE NOT EXISTS (
           SELECT FROM pg_default_acl d, aclexplode(d.defaclacl) a
             JOIN pg_roles r ON r.oid = a.grantee
            WHERE d.defaclnamespace = 'public'::regnamespace
              AND d.defaclobjtype = later.kind::"char"
              AND d.defaclrole = current_user::regrole AND r.rolname = $2)`;

const SKIPPED_TRIGGERS = `
  SELECT format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', t.tgrelid::regclass, t.tgname)
         AS statement
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE NOT t.tgisinternal AND n.nspname IN ('public', 'months') AND t.tgenabled <> 'A'`;

const SCHEMAS = `
  SELECT format('GRANT USAGE ON SCHEMA %I TO %I', nspname, $1::text) AS statement
    FROM pg_namespace WHERE nspname IN ('public', 'report')
     AND NOT has_schema_privilege($1, oid, 'USAGE')`;
