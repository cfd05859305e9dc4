/** A server of others: the owner of the tables is no superuser, and the application no owner. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { appendAudit } from "@/lib/server/audit/append";
import { disconnect } from "@/lib/server/db/client";
import { findRoleExcess } from "@/lib/server/db/role-excess";
import { sql } from "@/lib/server/db/sql";
import { type Env, readEnv } from "@/lib/server/env";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { openDatabase } from "../database/database";
import { grantRights } from "./grants";
import { listMigrations } from "./migrate";
import * as printing from "../process/print";
import { asRole } from "./roles";

const DATA_DIR = makeTemporaryFolder("named");
const { adminUrl, prefix } = inject("testServer");
const name = `${prefix}${randomBytes(4).toString("hex")}`;
const OWNER = { name: `${name}_owner`, password: "of the owner" };
const APP = { name: `${name}_app`, password: "of the application" };
const ownerUrl = asRole(new URL(`/${name}`, adminUrl).href, OWNER);
const appUrl = asRole(ownerUrl, APP);

beforeAll(async () => {
  await asAdministrator(`CREATE ROLE ${OWNER.name} LOGIN CREATEROLE PASSWORD '${OWNER.password}'`);
  await asAdministrator(`CREATE DATABASE ${name} OWNER ${OWNER.name}`);
});

afterAll(async () => {
  await disconnect();
  await asAdministrator(`DROP DATABASE ${name} WITH (FORCE)`);
  await asAdministrator(`DROP ROLE IF EXISTS ${APP.name}`);
  await asAdministrator(`DROP ROLE ${OWNER.name}`);
});

describe("with DATABASE_OWNER_URL", () => {
  test("the owner migrates, and creates the role of the application", async () => {
    const printed = collectPrinted();
    const database = await openDatabase(environment(appUrl, ownerUrl));
    expect(database).toMatchObject({ url: appUrl, ownerUrl });
    expect(printed).toContain(`Created the role ${APP.name}, as which the application connects.`);
    expect(printed).toHaveLength(listMigrations().length + 1);
    expect(printed.join()).not.toContain(APP.password);
    await disconnect();
    process.env.DATABASE_URL = appUrl;
    await appendAudit(sql, { actorId: null, action: "centre.added" });
    await expect(sql("DELETE FROM audit_entry")).rejects.toThrow("permission denied");
  }, 60_000);

  test("an empty database that lacks letters is refused before anything is made", async () => {
    const other = `${name}_ascii`;
    await asAdministrator(
      `CREATE DATABASE ${other} OWNER ${OWNER.name}
         ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0`,
    );
    const at = (url: string) => new URL(`/${other}`, url).href;
    const printed = collectPrinted();
    const refused = openDatabase(environment(at(appUrl), at(ownerUrl)));
    await expect(refused).rejects.toThrow("its encoding is SQL_ASCII, and has to be UTF8");
    expect(printed).toEqual([]);
    await asAdministrator(`DROP DATABASE ${other}`);
  });

  test("a changed password of DATABASE_URL becomes that of the role", async () => {
    await asAdministrator(`ALTER ROLE ${APP.name} PASSWORD 'an earlier one'`);
    const printed = collectPrinted();
    await openDatabase(environment(appUrl, ownerUrl));
    expect(printed).toEqual([`The role ${APP.name} has the password of DATABASE_URL from now on.`]);
  });

  test("a second start finds nothing to grant", async () => {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    expect(await grantRights(client, APP.name)).toEqual([]);
    await client.end();
  });

  test("an owner who may not create roles says what somebody has to run", async () => {
    await asAdministrator(`ALTER ROLE ${OWNER.name} NOCREATEROLE`);
    const other = asRole(ownerUrl, { name: "somebody", password: "secret of theirs" });
    const refused = openDatabase(environment(other, ownerUrl));
    await expect(refused).rejects.toThrow(/CREATE ROLE "somebody" LOGIN PASSWORD '…'/);
    await expect(refused).rejects.not.toThrow(/secret of theirs/);
  });
});

describe("with DATABASE_URL alone", () => {
  test("one role for everything goes on, and is told how to be two", async () => {
    const printed = collectPrinted();
    expect(await openDatabase(environment(ownerUrl))).toMatchObject({ url: ownerUrl, ownerUrl });
    expect(printed.join()).toContain("The application connects as the owner of its tables");
    expect(printed.join()).toContain(`CREATE ROLE ${OWNER.name}_app LOGIN PASSWORD '…';`);
  });

  test("a role that may not migrate starts on tables that are up to date", async () => {
    const { url } = await testDatabase();
    expect(await openDatabase(environment(url))).toMatchObject({ url, ownerUrl: url });
    await asOwner(`DELETE FROM _prisma_migrations WHERE migration_name =
      (SELECT max(migration_name) FROM _prisma_migrations)`);
    await expect(openDatabase(environment(url))).rejects.toThrow(
      "may not apply the 1 migrations that it needs. Run `npm run migrate` with DATABASE_OWNER_URL",
    );
  });
});

test("the application knows when its role may do too much", async () => {
  const excess = [];
  for (const url of [appUrl, ownerUrl, adminUrl]) {
    await disconnect();
    const { pathname } = new URL(appUrl);
    process.env.DATABASE_URL = new URL(pathname, url).href;
    excess.push(await findRoleExcess());
  }
  expect(excess).toEqual([null, "owner", "superuser"]);
});

function collectPrinted(): string[] {
  const lines: string[] = [];
  vi.spyOn(printing, "print").mockImplementation((line) => void lines.push(line));
  return lines;
}

function environment(url: string, owner = ""): Env {
  return readEnv({ DATA_DIR, DATABASE_URL: url, DATABASE_OWNER_URL: owner });
}

async function asAdministrator(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
