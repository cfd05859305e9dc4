/**
 * Makes a restored installation whole: pauses its deliveries, notes the restore in the audit trail,
 * and copies every file that the restored rows name, compared with its hash.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { LAST_BACKUP } from "@/lib/contracts/last-backup";
import { appendAudit } from "@/lib/server/audit/append";
import { withOrigin } from "@/lib/server/audit/origin";
import { pathOf } from "@/lib/server/attachments/file-store";
import { hashOfContent, readStoredFile } from "@/lib/server/attachments/files";
import { listNamed } from "@/lib/server/attachments/sweep";
import { disconnect } from "@/lib/server/db/client";
import { DELIVERY_PAUSE } from "@/lib/server/db/delivery-pause";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { addDurably } from "@/lib/server/durable-file";
import { makeFolder } from "@/lib/server/durable-folder";
import { env } from "@/lib/server/env";
import { exitWithError, print } from "./process/print";

const NAMED_MAX = 10;

try {
  await run();
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      files: { type: "string" },
      backup: { type: "string" },
      "up-to": { type: "string" },
    },
  });
  const [last] = await sql<{ head: string }>(
    "SELECT id || ':' || hash AS head FROM audit_entry ORDER BY id DESC LIMIT 1",
  );
  print(`The head of the restored audit trail: ${last?.head ?? "none"}`);
  await copyFiles(values.files ?? "");
  const after = {
    name: basename(values.backup ?? ""),
    to: values["up-to"],
    hash: last?.head ?? null,
  };
  await withOrigin("script", () =>
    inTransaction(async (tx) => {
      await tx.sql(
        `INSERT INTO setting (name, value) VALUES ($1, jsonb_build_object('since', now()))
         ON CONFLICT (name) DO NOTHING`,
        [DELIVERY_PAUSE],
      );
      // It is of the server that was backed up, not of this one.
      await tx.sql("DELETE FROM setting WHERE name = $1", [LAST_BACKUP]);
      await appendAudit(tx.sql, { actorId: null, action: "backup.restored", after });
    }),
  );
}

type NamedFile = { path: string; sha256: string; reportId?: string };

async function copyFiles(store: string): Promise<void> {
  const files = await sql<NamedFile>(
    `SELECT 'reports/' || left(id::text, 2) || '/' || id AS path, sha256, id::text AS "reportId"
       FROM report_file WHERE state = 'made' AND dropped_at IS NULL AND sha256 IS NOT NULL`,
  );
  for await (const sha256 of listNamed()) {
    files.push({ path: `attachments/${pathOf(sha256)}`, sha256 });
  }
  const faulty: string[] = [];
  for (const file of files) {
    if (await copy(store, file)) continue;
    if (file.reportId === undefined) faulty.push(file.path);
    else await dropReport(file.reportId, file.path);
  }
  if (faulty.length > 0) {
    const named = faulty.slice(0, NAMED_MAX).join("\n");
    throw new Error(
      `${faulty.length} of ${files.length} files are missing in the backup, or are not what the ` +
        `database says they are:\n${named}`,
    );
  }
  print(`${files.length} attached files and reports are there; each has its hash.`);
}

/** Retention may have deleted it while the backup was made, and it can be made again. */
async function dropReport(id: string, path: string): Promise<void> {
  await sql("UPDATE report_file SET dropped_at = now() WHERE id = $1::uuid", [id]);
  print(`The backup does not have the report ${path} as it was made: it can't be opened any more.`);
}

async function isInStore(sha256: string): Promise<boolean> {
  return typeof (await readStoredFile(sha256)) !== "string";
}

async function copy(store: string, { path, sha256 }: NamedFile): Promise<boolean> {
  const from = join(store, path);
  // A backup has no copy of the bucket, which has the files still.
  if (!existsSync(from)) return path.startsWith("attachments/") && (await isInStore(sha256));
  const content = await readFile(from);
  if (hashOfContent(content) !== sha256) return false;
  const to = join(env().dataDir, path);
  await makeFolder(dirname(to));
  await addDurably(to, content);
  return true;
}
