/** What the embedded server needs beside its own account: a database, and the other roles. */
import pg from "pg";
import { createAuditor, ensureRole, type RoleWithPassword } from "../postgres/roles";
import { withClient } from "../postgres/with-client";

/** A data directory of an earlier version gets the roles as well. */
export async function prepareServer(
  url: string,
  database: string,
  app: RoleWithPassword,
): Promise<void> {
  await withClient(url, async (client) => {
    await ensureRole(client, app);
    await createAuditor(client);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (found.rowCount === 0)
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  });
}
