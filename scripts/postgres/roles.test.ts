/** What the roles of the database may do, and what somebody with the application's role may not. */
import { beforeAll, describe, expect, test } from "vitest";
import { appendAudit } from "@/lib/server/audit/append";
import { verifyAudit } from "@/lib/server/audit/verify";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { FIRST_ROWS } from "@/lib/testing/append-only-rows";
import { asOwner, tamper, testDatabase } from "@/lib/testing/database";
import { APP_ROLE } from "./roles";

const ENTRIES = 5;

beforeAll(async () => {
  await testDatabase();
  for (const { insert, table } of FIRST_ROWS) if (table !== "audit_entry") await sql(insert);
  for (let entry = 1; entry <= ENTRIES; entry += 1) {
    await appendAudit(sql, { actorId: null, action: "centre.added", centreId: String(entry) });
  }
});

describe("the application", () => {
  test("reads and writes rows of every table, and only adds to what is signed for", async () => {
    const rows = await sql<{ name: string; rights: string }>(
      `SELECT c.relname AS name,
              string_agg(a.privilege_type, ' ' ORDER BY a.privilege_type) AS rights
         FROM pg_class c, aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND r.rolname = current_user GROUP BY 1 ORDER BY 1`,
    );
    const tables = await sql<{ name: string; grows: boolean }>(
      `SELECT relname AS name, EXISTS (SELECT FROM pg_trigger
                WHERE tgrelid = c.oid AND tgname = 'append_only') AS grows
         FROM pg_class c
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
    );
    expect(Object.fromEntries(rows.map(({ name, rights }) => [name, rights]))).toEqual(
      Object.fromEntries(tables.map(({ name, grows }) => [name, expectedRights(name, grows)])),
    );
  });

  test("owns nothing, and has no rights beside those", async () => {
    const [role] = await sql(
      `SELECT rolname AS name, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication
              OR rolbypassrls AS "mayMore",
              (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned,
              (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS "memberOf"
         FROM pg_roles r WHERE rolname = current_user`,
    );
    expect(role).toEqual({ name: APP_ROLE, mayMore: false, owned: 0, memberOf: 0 });
  });

  test("reads and writes a table of a later migration, which grants nothing", async () => {
    await asOwner("CREATE TABLE later (id serial PRIMARY KEY, name text)");
    await sql("INSERT INTO later (name) VALUES ('one')");
    await sql("UPDATE later SET name = 'two'");
    expect(await sql("SELECT id, name FROM later")).toEqual([{ id: 1, name: "two" }]);
    await sql("DELETE FROM later");
    await asOwner("DROP TABLE later");
  });
});

describe("somebody with the application's role is refused", () => {
  test.each([
    ["to skip triggers", "SET session_replication_role = replica"],
    ["to disable a trigger", "ALTER TABLE audit_entry DISABLE TRIGGER append_only"],
    ["to disable all", "ALTER TABLE till_count DISABLE TRIGGER ALL"],
    ["to drop a trigger", "DROP TRIGGER chained ON audit_entry"],
    ["to add a trigger", buildTrigger()],
    ["to replace the hashing", buildHashing()],
    ["to delete an entry", "DELETE FROM audit_entry WHERE id = 2"],
    ["to change an entry", "UPDATE audit_entry SET after = '{}' WHERE id = 2"],
    ["to rewrite the chain", "UPDATE audit_entry SET hash = audit_hash(audit_entry)"],
    ["to empty the trail", "TRUNCATE audit_entry"],
    ["to change a count", "UPDATE till_count SET counted_minor = 1"],
    ["to create a table", "CREATE TABLE mine (id int)"],
    ["to create a function", "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'"],
    ["to run a program", "COPY (SELECT 1) TO PROGRAM 'true'"],
    ["to run another", "CREATE TEMP TABLE o (t text); COPY o FROM PROGRAM 'id'"],
    ["to write a file", "COPY (SELECT 1) TO '/tmp/counterfoil-file'"],
    ["to read a file", "SELECT pg_read_file('/etc/passwd')"],
    ["to become the owner", "SET ROLE postgres"],
    ["to become more", `ALTER ROLE ${APP_ROLE} SUPERUSER`],
    ["to change the server", "ALTER SYSTEM SET fsync = off"],
    ["to read passwords", "SELECT rolpassword FROM pg_authid"],
    ["to pretend a migration", "DELETE FROM _prisma_migrations"],
  ])("%s", async (_what, statement) => {
    await expect(sql(statement)).rejects.toThrow(/permission denied|must be owner|must have/);
  });

  test("and has changed nothing", async () => {
    expect(await verifyAudit()).toMatchObject({ broken: null, head: { id: ENTRIES } });
  });

  test("to forge the chain with a temporary table of its name", async () => {
    await inTransaction(async (tx) => {
      await tx.sql("CREATE TEMP TABLE audit_entry ON COMMIT DROP AS TABLE public.audit_entry");
      await tx.sql("UPDATE audit_entry SET id = id + 1000");
      await tx.sql("INSERT INTO public.audit_entry (action) VALUES ('centre.added')");
    });
    expect(await verifyAudit()).toMatchObject({ broken: null, head: { id: ENTRIES + 1 } });
    await tamper(`DELETE FROM audit_entry WHERE id = ${ENTRIES + 1}`);
  });
});

test("the owner is stopped by triggers that no session skips", async () => {
  const skipped = await sql(
    `SELECT t.tgrelid::regclass::text AS name, t.tgname AS trigger
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace AND t.tgenabled <> 'A'`,
  );
  expect(skipped).toEqual([]);
  const attack = `BEGIN; SET LOCAL session_replication_role = replica;
    DELETE FROM audit_entry WHERE id = 2; COMMIT`;
  await expect(asOwner(attack)).rejects.toThrow("audit_entry is append-only: DELETE is refused");
  await asOwner("ROLLBACK");
});

/** A rewritten chain looks intact: only a head that was recorded elsewhere shows it. */
test("what an owner does past them is found, a rewritten chain by a recorded head", async () => {
  const { head: anchor } = await verifyAudit();
  await asOwner("CREATE TABLE kept AS TABLE audit_entry");
  await tamper("UPDATE audit_entry SET after = '{}' WHERE id = 2");
  expect((await verifyAudit()).broken).toEqual({ id: 2, fault: "content-changed" });
  await tamper(REWRITE);
  expect((await verifyAudit()).broken).toBeNull();
  expect((await verifyAudit({ anchor })).broken).toEqual({ id: ENTRIES, fault: "not-as-anchored" });
  await tamper("DELETE FROM audit_entry; INSERT INTO audit_entry TABLE kept; DROP TABLE kept");
});

describe("an auditor", () => {
  const asAuditor = async (statement: string) => {
    try {
      await asOwner(`SET ROLE counterfoil_auditor; ${statement}`);
    } finally {
      await asOwner("RESET ROLE");
    }
  };

  test("reads the trail, the figures and the views of reports", async () => {
    for (const name of ["audit_entry", "till_count", "membership", "report.lines"]) {
      await asAuditor(`SELECT count(*) FROM ${name}`);
    }
  });

  test("reads nothing that lets its reader in", async () => {
    const rows = await sql<{ column: string }>(
      `SELECT c.relname || '.' || a.attname AS column
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace IN ('public'::regnamespace, 'report'::regnamespace)
          AND c.relkind IN ('r', 'p', 'v') AND a.attnum > 0 AND NOT a.attisdropped
          AND NOT has_column_privilege('counterfoil_auditor', c.oid, a.attnum, 'SELECT')
        ORDER BY 1`,
    );
    const closed = rows.map(({ column }) => column);
    expect(closed).toEqual(expect.arrayContaining(CREDENTIALS));
    await expect(asAuditor(`SELECT password_hash FROM "user"`)).rejects.toThrow(
      "permission denied",
    );
  });

  test.each(["DELETE FROM saved_view", "CREATE TABLE mine (id int)", "TRUNCATE audit_entry"])(
    "is refused %s",
    async (statement) => {
      await expect(asAuditor(statement)).rejects.toThrow("permission denied");
    },
  );
});

function expectedRights(table: string, grows: boolean): string {
  if (table === "_prisma_migrations" || table === "archived_month") return "SELECT";
  return grows ? "INSERT SELECT" : "DELETE INSERT SELECT UPDATE";
}

function buildTrigger(): string {
  return `CREATE TRIGGER mine BEFORE INSERT ON till_count
    FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`;
}

function buildHashing(): string {
  return `CREATE OR REPLACE FUNCTION audit_text(entry audit_entry) RETURNS text
    LANGUAGE sql AS 'SELECT ''''''''; '`;
}

const REWRITE = `DO $$
  DECLARE
    entry record;
    previous text := repeat('0', 64);
  BEGIN
    FOR entry IN SELECT id FROM audit_entry ORDER BY id LOOP
      UPDATE audit_entry SET previous_hash = previous WHERE id = entry.id;
      UPDATE audit_entry SET hash = audit_hash(audit_entry) WHERE id = entry.id
        RETURNING hash INTO previous;
    END LOOP;
  END $$`;

const CREDENTIALS = [
  "api_token.token_hash",
  "cashrec_credentials.sealed",
  "counter_pin.pin_hash",
  "invitation.token_hash",
  "push_device.endpoint",
  "setting.value",
  "shared_device.token_hash",
  "user.password_hash",
  "webhook.previous_secret",
  "webhook.secret",
];
