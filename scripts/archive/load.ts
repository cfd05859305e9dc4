/** Reads the folder of a month back: its files are loaded, and every row is compared. */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type ArchivedTable, type Manifest, verifyFiles } from "./manifest";
import { readFingerprint } from "./tables";

/** Throws unless the files have exactly the rows of the manifest. */
export async function verifyByLoading(
  client: pg.Client,
  folder: string,
  manifest: Manifest,
): Promise<void> {
  await verifyFiles(folder, manifest);
  for (const table of manifest.tables) {
    await client.query(`CREATE TEMP TABLE loaded (LIKE public.${pg.escapeIdentifier(table.name)})`);
    await loadTable(client, { folder, table, into: "pg_temp.loaded" });
    const found = await readFingerprint(client, "pg_temp.loaded t");
    await client.query("DROP TABLE pg_temp.loaded");
    if (found === table.fingerprint) continue;
    throw new Error(`${join(folder, table.file)} does not have the rows that were written.`);
  }
}

export async function loadTable(
  client: pg.Client,
  { folder, table, into }: { folder: string; table: ArchivedTable; into: string },
): Promise<void> {
  const columns = table.columns.map((name) => pg.escapeIdentifier(name)).join(", ");
  const target = client.query(
    copyFrom(`COPY ${into} (${columns}) FROM STDIN (FORMAT csv, HEADER MATCH)`),
  );
  await pipeline(createReadStream(join(folder, table.file)), createGunzip(), target);
}
