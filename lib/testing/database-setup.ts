/**
 * Before the tests: starts the embedded PostgreSQL, or attaches to the one that another run has
 * started, and migrates a template database that each test file copies. Afterwards it drops this
 * run's copies; the template stays for the next run with the same migrations.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedDb } from "@/scripts/embedded-db";
import { ensureClient } from "@/scripts/generate";
import { listMigrations, migrate } from "@/scripts/migrate";
import { APP_ROLE } from "@/scripts/roles";
import { withClient } from "@/scripts/with-client";
import { unwatchRows } from "./watched-rows";

/** Test data does not need to survive a power failure. */
const SETTINGS = ["fsync=off", "full_page_writes=off", "max_connections=400"];
const RIGHTS = fileURLToPath(new URL("../../scripts/grants.ts", import.meta.url));
const WATCHED = fileURLToPath(new URL("watched-rows.ts", import.meta.url));
const TEMPLATE_LOCK = 1_184_026_511;

declare module "vitest" {
  export interface ProvidedContext {
    testServer: { adminUrl: string; appUrl: string; template: string; prefix: string };
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await ensureClient();
  const server = await startEmbeddedDb({ dir: ".data/test/postgres", settings: SETTINGS });
  const prefix = `test_${process.pid}_`;
  const template = `template_${hashOfMigrations()}`;
  await makeTemplate(server.url, template);
  project.provide("testServer", { adminUrl: server.url, appUrl: server.appUrl, template, prefix });
  return async () => {
    await withClient(server.url, (client) => dropCopies(client, prefix));
    await server.stop();
  };
}

function hashOfMigrations(): string {
  const hash = createHash("sha256");
  for (const { name, checksum } of listMigrations()) hash.update(`${name} ${checksum}\n`);
  for (const path of [RIGHTS, WATCHED]) hash.update(readFileSync(path));
  return hash.digest("hex").slice(0, 16);
}

/** The template is migrated under another name and then renamed, so that it is always complete. */
async function makeTemplate(adminUrl: string, template: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
    if (found.rowCount !== 0) return;
    const draft = `${template}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft}`);
    await client.query(`CREATE DATABASE ${draft}`);
    const draftUrl = new URL(`/${draft}`, adminUrl).href;
    await migrate(draftUrl, APP_ROLE);
    await withClient(draftUrl, (owner) => unwatchRows(owner));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  });
}

async function dropCopies(client: pg.Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)",
    [prefix],
  );
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
