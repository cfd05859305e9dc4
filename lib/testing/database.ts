/** Creates a fresh, migrated database for one test file. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, expect, inject } from "vitest";
import { disconnect } from "@/lib/server/db/client";
import { listUnwordedFields } from "./worded-fields";

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
    const unworded = await connectedTo(url, listUnwordedFields);
    await run(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    expect(unworded, "fields of the trail without words: lib/domain/audit/fields.ts").toEqual([]);
  });
  return { url };
}

async function run(url: string, statement: string): Promise<void> {
  await connectedTo(url, (client) => client.query(statement));
}

async function connectedTo<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
