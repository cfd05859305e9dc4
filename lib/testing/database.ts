/** Creates a fresh, migrated database for one test file. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, expect, inject } from "vitest";
import { disconnect } from "@/lib/server/db/client";
import { withClient } from "@/scripts/postgres/with-client";
import { listEntriesThatName } from "./named-people";
import { WATCH_ROWS } from "./watched-rows";
import { listUnwordedFields } from "./worded-fields";

/**
 * Call it in `beforeAll`, or with `await` at the top of the file. From then on, all code in this
 * file that reads the database URL from the environment gets this database, which is dropped after
 * the file. It connects as the application does, so that a missing grant is found.
 */
export async function testDatabase(): Promise<{ url: string }> {
  const { adminUrl, appUrl, template, prefix } = inject("testServer");
  const name = `${prefix}${randomBytes(6).toString("hex")}`;
  // Copying files takes a third of the work of writing every page to the log as well.
  await run(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  const url = new URL(`/${name}`, appUrl).href;
  await disconnect();
  await disconnectOwner();
  process.env.DATABASE_URL = url;
  afterAll(async () => {
    await disconnect();
    await disconnectOwner();
    const { unworded, naming } = await withClient(url, async (client) => ({
      unworded: await listUnwordedFields(client),
      naming: await listEntriesThatName(client),
    }));
    await run(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    expect(naming, "entries that name people: use personal() of lib/server/audit").toEqual([]);
    expect(unworded, "fields of the trail without words: lib/domain/audit/fields.ts").toEqual([]);
  });
  return { url };
}

/** Does in the database of this file what the application may not, such as change its tables. */
export async function asOwner<Row extends pg.QueryResultRow>(
  text: string,
  values?: readonly unknown[],
): Promise<Row[]> {
  const client = await connectOwner();
  const { rows } = await client.query<Row>(text, values === undefined ? undefined : [...values]);
  return rows;
}

/** Makes a table that is divided by month, with a row that lies in none. */
export async function makeDividedTable(): Promise<void> {
  await asOwner(`
    CREATE TABLE divided (day text NOT NULL) PARTITION BY RANGE (day);
    CREATE TABLE divided_january PARTITION OF divided
      FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
    CREATE TABLE divided_other PARTITION OF divided DEFAULT;
    INSERT INTO divided VALUES ('2026-01-31'), ('2026-02-01')`);
}

/** From then on, changes past the application are recorded, as in an installation. */
export async function watchRows(): Promise<void> {
  await asOwner(WATCH_ROWS);
}

/**
 * Changes rows of these tables, or of all, as somebody would who owns them and wants nothing to
 * stop them.
 */
export async function tamper(statements: string, tables?: readonly string[]): Promise<void> {
  await asOwner(`BEGIN;
    SET LOCAL session_replication_role = replica;
    ${eachGuarded("DISABLE TRIGGER", tables)};
    ${statements};
    ${eachGuarded("ENABLE ALWAYS TRIGGER", tables)};
    COMMIT`).catch(async (error: unknown) => {
    await asOwner("ROLLBACK");
    throw error;
  });
}

/** Triggers that were created by the statements are left out. */
const eachGuarded = (
  what: "DISABLE TRIGGER" | "ENABLE ALWAYS TRIGGER",
  tables?: readonly string[],
) => `
  DO $$
  DECLARE
    guard record;
  BEGIN
    FOR guard IN
      SELECT t.tgrelid::regclass AS name, t.tgname AS trigger
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
         ${tables === undefined ? "" : `AND c.relname IN (${tables.map(pg.escapeLiteral).join()})`}
         AND t.tgenabled = '${what === "DISABLE TRIGGER" ? "A" : "D"}'
    LOOP
      EXECUTE format('ALTER TABLE %s ${what} %I', guard.name, guard.trigger);
    END LOOP;
  END;
  $$`;

let owner: pg.Client | null = null;

async function connectOwner(): Promise<pg.Client> {
  if (owner !== null) return owner;
  const { pathname } = new URL(process.env.DATABASE_URL ?? "");
  const url = new URL(pathname, inject("testServer").adminUrl).href;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (owner = client);
}

async function disconnectOwner(): Promise<void> {
  await owner?.end();
  owner = null;
}

async function run(url: string, statement: string): Promise<void> {
  await withClient(url, (client) => client.query(statement));
}
