/**
 * Writes the rows and attached files of a month into a folder. All of it is of one moment, and the
 * folder gets its name once every file is on the disk.
 */
import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { readStoredFile } from "@/lib/server/attachments/files";
import { addDurably, syncFile } from "@/lib/server/durable-file";
import { makeFolder, syncFolder } from "@/lib/server/durable-folder";
import { type ArchivedTable, attachmentPath, type Manifest, writeManifest } from "./manifest";
import { type DayTable, inMonth, readFingerprint } from "./tables";
import { readFacts } from "../backup/facts";
import { hashFile } from "../backup/manifest";

export async function writeMonth(
  client: pg.Client,
  { month, tables, folder }: { month: string; tables: readonly DayTable[]; folder: string },
): Promise<void> {
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  for (const part of ["", "tables", "attachments"]) await makeFolder(join(draft, part));
  const manifest = await inSnapshot(client, async () => {
    const described = await describeMonth(client, month);
    for (const table of tables) {
      const written = await writeTable(client, { table, month, folder: draft });
      if (written !== null) described.tables.push(written);
    }
    return described;
  });
  for (const { sha256 } of manifest.attachments) await copyAttachment(sha256, draft);
  await writeManifest(draft, manifest);
  for (const part of ["tables", "attachments", ""]) await syncFolder(join(draft, part));
  await rename(draft, folder);
  await syncFolder(join(folder, ".."));
}

async function inSnapshot<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    return await work();
  } finally {
    await client.query("ROLLBACK").catch(() => undefined);
  }
}

async function describeMonth(client: pg.Client, month: string): Promise<Manifest> {
  const { now, counterfoil, postgres, lastMigration, head } = await readFacts(client);
  const totals = await client.query<Manifest["totals"][number]>(
    `SELECT currency, count(*)::text AS lines,
            coalesce(sum(expected_minor), 0)::text AS "expectedMinor",
            coalesce(sum(counted_minor), 0)::text AS "countedMinor",
            coalesce(sum(difference_minor), 0)::text AS "differenceMinor"
       FROM reconciliation_line WHERE ${inMonth(month)} GROUP BY currency ORDER BY currency`,
  );
  const attachments = await client.query<Manifest["attachments"][number]>(
    `SELECT DISTINCT sha256, bytes FROM attachment WHERE ${inMonth(month)} ORDER BY sha256`,
  );
  return {
    format: 1,
    month,
    writtenAt: now,
    counterfoil,
    postgres,
    lastMigration,
    head,
    totals: totals.rows,
    tables: [],
    attachments: attachments.rows,
  };
}

/** Returns null for a table without rows of the month. */
async function writeTable(
  client: pg.Client,
  { table, month, folder }: { table: DayTable; month: string; folder: string },
): Promise<ArchivedTable | null> {
  const { name, columns } = table;
  const fingerprint = await readFingerprint(client, `${name} t WHERE ${inMonth(month)}`);
  const rows = Number.parseInt(fingerprint, 10);
  if (rows === 0) return null;
  const file = join("tables", `${name}.csv.gz`);
  const path = join(folder, file);
  const select = `SELECT * FROM ${name} WHERE ${inMonth(month)}`;
  const source = client.query(copyTo(`COPY (${select}) TO STDOUT (FORMAT csv, HEADER)`));
  await pipeline(source, createGzip(), createWriteStream(path, { flags: "wx", mode: 0o600 }));
  await syncFile(path);
  const { size: bytes } = await stat(path);
  return { name, columns, rows, fingerprint, file, bytes, sha256: await hashFile(path) };
}

async function copyAttachment(sha256: string, folder: string): Promise<void> {
  const content = await readStoredFile(sha256);
  if (typeof content === "string") {
    throw new Error(
      `The attached file ${sha256} is ${content}. Restore it from a backup; nothing is archived.`,
    );
  }
  await addDurably(join(folder, attachmentPath(sha256)), content);
}
