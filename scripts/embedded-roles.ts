/** What the embedded server needs beside its own account: a database, and the other roles. */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import pg from "pg";
import { createAuditor, ensureRole, type RoleWithPassword } from "./roles";

/** Returns the password in this file, which is created with a random one. */
export function ensurePassword(path: string): string {
  if (!existsSync(path)) {
    // The file is written under another name and renamed, so that nobody ever reads half a
    // password.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
    if (existsSync(path)) rmSync(draft);
    else renameSync(draft, path);
  }
  return readFileSync(path, "utf8").trim();
}

/** A data directory of an earlier version gets the roles as well. */
export async function prepareServer(
  url: string,
  database: string,
  app: RoleWithPassword,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await ensureRole(client, app);
    await createAuditor(client);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (found.rowCount === 0)
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
