/** Databases that others are copied from: each is complete, or absent. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { listMigrations } from "@/scripts/postgres/migrate";
import { withClient } from "@/scripts/postgres/with-client";

const RIGHTS = fileURLToPath(new URL("../../scripts/postgres/grants.ts", import.meta.url));
const WATCHED = fileURLToPath(new URL("watched-rows.ts", import.meta.url));
const TEMPLATE_LOCK = 1_184_026_511;

/** It differs where a database that is migrated now would. */
export function hashOfMigrations(): string {
  const hash = createHash("sha256");
  for (const { name, checksum } of listMigrations()) hash.update(`${name} ${checksum}\n`);
  for (const path of [RIGHTS, WATCHED]) hash.update(readFileSync(path));
  return hash.digest("hex").slice(0, 16);
}

/** It is filled under another name and then renamed, unless it is there already. */
export async function makeTemplate(
  adminUrl: string,
  { name, from }: { name: string; from: string | null },
  fill: (draftUrl: string) => Promise<void>,
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (found.rowCount !== 0) return;
    const draft = `${name}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft} TEMPLATE ${from ?? "template1"}`);
    await fill(new URL(`/${draft}`, adminUrl).href);
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  });
}
