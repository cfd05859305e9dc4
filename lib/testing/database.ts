/** Creates a fresh, migrated database for one test file. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { disconnect } from "@/lib/server/db/client";

/**
 * Call it in `beforeAll`, or with `await` at the top of the file. From then on, all code in this
 * file that reads the database URL from the environment gets this database, which is dropped after
 * the file.
 */
export async function testDatabase(): Promise<{ url: string }> {
  const { adminUrl, template, prefix } = inject("testServer");
  const name = `${prefix}${randomBytes(6).toString("hex")}`;
  await run(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(`/${name}`, adminUrl).href;
  await disconnect();
  process.env.DATABASE_URL = url;
  afterAll(async () => {
    await disconnect();
    await run(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  return { url };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
