/** Archives the months before one, the oldest first, each as a whole. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { makeFolder } from "@/lib/server/durable-folder";
import { dropMonth } from "./drop";
import { verifyByLoading } from "./load";
import { countRows, MONTH, readManifest, verifyFiles } from "./manifest";
import { findObstacle } from "./obstacles";
import { listDayTables, listMonths, prepareSession } from "./tables";
import { writeMonth } from "./write";

type Archiving = {
  client: pg.Client;
  before: string;
  folder: string;
  /** Whether the rows are dropped once their files are verified. */
  drops: boolean;
  say: (line: string) => void;
};

export async function archiveMonths({
  client,
  before,
  folder,
  drops,
  say,
}: Archiving): Promise<void> {
  if (!MONTH.test(before)) throw new Error("--before takes a month, such as 2019-01.");
  await prepareSession(client);
  const tables = await listDayTables(client);
  await makeFolder(folder);
  for (const month of await listMonths(client, tables, before)) {
    const obstacle = await findObstacle(client, month);
    if (obstacle !== null) throw new Error(`${month} stays: ${obstacle}`);
    const target = join(folder, month);
    // It is of a run that was interrupted. What changed since is found when it is compared.
    if (!existsSync(target)) await writeMonth(client, { month, tables, folder: target });
    const { manifest, hash } = readManifest(target);
    await verifyByLoading(client, target, manifest);
    say(`${month}: ${countRows(manifest)} rows in ${target}, manifest ${hash}`);
    if (!drops) continue;
    await dropMonth(client, tables, { manifest, hash });
    say(`${month}: dropped from the database`);
  }
}

type Verifying = { client: pg.Client; folder: string; say: (line: string) => void };

/**
 * Says what each month has. Throws for the first file that is not what was written, and for the
 * first manifest that is not the one that the database recorded when it dropped the month.
 */
export async function verifyArchive({ client, folder, say }: Verifying): Promise<void> {
  const months = (await readdir(folder)).filter((name) => MONTH.test(name)).sort();
  if (months.length === 0) throw new Error(`${folder} has no archived month.`);
  for (const month of months) {
    const { manifest, hash } = readManifest(join(folder, month));
    await verifyFiles(join(folder, month), manifest);
    const recorded = await findRecorded(client, month);
    if (recorded !== null && recorded !== hash) {
      throw new Error(`The manifest of ${month} is not the one with which it was dropped.`);
    }
    const state = recorded === null ? "" : ", as the database recorded it";
    say(`${month}: ${countRows(manifest)} rows, manifest ${hash}${state}`);
  }
  const missing = await listDroppedBut(client, months);
  if (missing.length === 0) return;
  // A month may be in another folder, which only an operator knows.
  say(`Dropped from the database, and not in ${folder}: ${missing.join(", ")}`);
}

async function listDroppedBut(client: pg.Client, months: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ month: string }>(
    "SELECT month FROM archived_month WHERE month <> ALL ($1::text[]) ORDER BY month",
    [months],
  );
  return rows.map(({ month }) => month);
}

async function findRecorded(client: pg.Client, month: string): Promise<string | null> {
  const { rows } = await client.query<{ hash: string }>(
    "SELECT manifest_hash AS hash FROM archived_month WHERE month = $1",
    [month],
  );
  return rows[0]?.hash ?? null;
}
