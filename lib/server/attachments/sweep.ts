import "server-only";

/**
 * Compares the stored files with those that the database names, once a day. What no row names is of
 * an upload whose transaction was never committed, and is deleted after a safe time. What is named
 * and missing is reported. A restored installation deletes nothing until an operator has decided:
 * its bucket may still be that of the installation that it is a copy of, whose rows are newer.
 */
import { areDeliveriesPaused } from "../db/delivery-pause";
import { inTransaction, sql } from "../db/sql";
import { log } from "../log";
import { removeTemporaryFiles } from "./disk-store";
import { fileStore, hasStoredFile } from "./files";
import type { StoredFileEntry } from "./file-store";
import { lockToRemove } from "./lock-file";

/** The longest upload and transaction are over, and the clock of a store may be wrong. */
const SAFE_HOURS = 24;
const PAGE_ROWS = 1_000;
const MISSING_MAX = 20;
const MS_OF_HOUR = 3_600_000;

export type SweepOptions = { safeHours?: number };

type Swept = {
  files: number;
  bytes: number;
  swept: number;
  missing: number;
  missingHashes: string[];
};

/** A run that is aborted reports nothing. */
export async function sweepFiles(
  signal?: AbortSignal,
  { safeHours = SAFE_HOURS }: SweepOptions = {},
): Promise<void> {
  const found: Swept = { files: 0, bytes: 0, swept: 0, missing: 0, missingHashes: [] };
  found.swept += await removeTemporaryFiles(safeHours);
  const mayRemove = !(await areDeliveriesPaused());
  const named = listNamed();
  let next = await named.next();
  const noteMissingUntil = async (sha256: string | null) => {
    while (next.done !== true && (sha256 === null || next.value < sha256)) {
      await noteUnlessStored(found, next.value);
      next = await named.next();
    }
  };
  for await (const file of fileStore().list()) {
    if (signal?.aborted === true) return;
    await noteMissingUntil(file.sha256);
    const isNamed = next.done !== true && next.value === file.sha256;
    if (isNamed) next = await named.next();
    if (!isNamed && mayRemove && (await removeUnlessNamed(file, safeHours))) {
      found.swept += 1;
      continue;
    }
    found.files += 1;
    found.bytes += file.bytes;
  }
  await noteMissingUntil(null);
  await record(found);
}

/** It may have come while the files were listed. */
async function noteUnlessStored(found: Swept, sha256: string): Promise<void> {
  if (await hasStoredFile(sha256)) return;
  found.missing += 1;
  if (found.missingHashes.length < MISSING_MAX) found.missingHashes.push(sha256);
}

/** A transaction that names it from now on waits for this one, and stores it again. */
async function removeUnlessNamed(file: StoredFileEntry, safeHours: number): Promise<boolean> {
  const { sha256, changedAt } = file;
  if (Date.now() - changedAt < safeHours * MS_OF_HOUR) return false;
  return inTransaction(async ({ sql: run }) => {
    await lockToRemove(run, sha256);
    const [row] = await run<{ isNamed: boolean }>(
      `SELECT EXISTS (SELECT FROM attachment WHERE sha256 = $1)
           OR EXISTS (SELECT FROM petty_cash_photo WHERE sha256 = $1) AS "isNamed"`,
      [sha256],
    );
    if (row?.isNamed !== false) return false;
    await fileStore().remove(sha256);
    return true;
  });
}

/** The hashes of all files that rows name, in their order. */
export async function* listNamed(): AsyncGenerator<string> {
  let after = "";
  for (;;) {
    const page = await sql<{ sha256: string }>(
      `(SELECT DISTINCT sha256 FROM attachment WHERE sha256 > $1 ORDER BY sha256 LIMIT ${PAGE_ROWS})
       UNION
       (SELECT DISTINCT sha256 FROM petty_cash_photo
         WHERE sha256 > $1 ORDER BY sha256 LIMIT ${PAGE_ROWS})
       ORDER BY sha256 LIMIT ${PAGE_ROWS}`,
      [after],
    );
    for (const { sha256 } of page) yield sha256;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.sha256;
  }
}

async function record({ files, bytes, swept, missing, missingHashes }: Swept): Promise<void> {
  if (swept > 0) log().info({ part: "attachments", swept }, "uploads left behind were deleted");
  if (missing > 0) log().error({ part: "attachments", missing }, "attached files are missing");
  await sql(
    `INSERT INTO file_check (kind, checked_at, files, bytes, swept, missing, missing_hashes)
     VALUES ($1, now(), $2, $3, $4, $5, $6::text[])
     ON CONFLICT (only_row) DO UPDATE
       SET kind = excluded.kind, checked_at = excluded.checked_at, files = excluded.files,
           bytes = excluded.bytes, swept = excluded.swept, missing = excluded.missing,
           missing_hashes = excluded.missing_hashes`,
    [fileStore().kind, files, bytes, swept, missing, missingHashes],
  );
}
