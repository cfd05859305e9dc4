/**
 * Before the tests: starts the embedded PostgreSQL, or attaches to the one that another run has
 * started, and migrates a template database that each test file copies. Afterwards it drops this
 * run's copies; the template stays for the next run with the same migrations. With
 * TEST_PARTITIONED=1, its large tables are divided by month, as `npm run partition` does.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedDb } from "@/scripts/embedded/db";
import { ensureClient } from "@/scripts/build/generate";
import { migrate } from "@/scripts/postgres/migrate";
import { partitionTables } from "@/scripts/partition/tables";
import { APP_ROLE } from "@/scripts/postgres/roles";
import { withClient } from "@/scripts/postgres/with-client";
import { chooseServerFolder } from "./memory";
import { listenOnSocket } from "./server-socket";
import { hashOfMigrations, makeTemplate } from "./template-database";

import { unwatchRows } from "./watched-rows";

/** Test data need not survive a power failure, and the password of its server protects nothing. */
const SETTINGS = ["fsync=off", "full_page_writes=off", "max_connections=400", "scram_iterations=1"];
const PARTITION = fileURLToPath(new URL("../../scripts/partition/", import.meta.url));

declare module "vitest" {
  export interface ProvidedContext {
    testServer: { adminUrl: string; appUrl: string; template: string; prefix: string };
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await ensureClient();
  const dir = chooseServerFolder("test", ".data/test/postgres");
  const server = await startEmbeddedDb({ dir, settings: [...SETTINGS, ...listenOnSocket(dir)] });
  const prefix = `test_${process.pid}_`;
  const migrated = `template_${hashOfMigrations()}`;
  await makeTemplate(server.url, { name: migrated, from: null }, async (draftUrl) => {
    await migrate(draftUrl, APP_ROLE);
    await withClient(draftUrl, (owner) => unwatchRows(owner));
  });
  const isPartitioned = process.env.TEST_PARTITIONED === "1";
  const template = isPartitioned ? await makePartitioned(server.url, migrated) : migrated;
  project.provide("testServer", { adminUrl: server.url, appUrl: server.appUrl, template, prefix });
  return async () => {
    await withClient(server.url, (client) => dropCopies(client, prefix));
    await server.stop();
  };
}

async function makePartitioned(adminUrl: string, from: string): Promise<string> {
  const hash = createHash("sha256").update(from);
  for (const file of readdirSync(PARTITION)) hash.update(readFileSync(PARTITION + file));
  const name = `template_partitioned_${hash.digest("hex").slice(0, 16)}`;
  await makeTemplate(adminUrl, { name, from }, async (draftUrl) => {
    await withClient(draftUrl, (owner) => partitionTables(owner, () => undefined));
  });
  return name;
}

async function dropCopies(client: pg.Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)",
    [prefix],
  );
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
