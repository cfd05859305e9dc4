import "server-only";

/**
 * Stores imported cash sheets in the caller's transaction, by the same path as a sync: lines are
 * recomputed, and days that were signed off are only marked.
 */
import { randomUUID } from "node:crypto";
import type { DayState } from "@/lib/domain/day";
import { groupBy } from "@/lib/domain/group-by";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { appendAuditAll } from "../audit/append";
import type { FetchedSheet } from "../cashrec/parse-response";
import { lockDays } from "../db/advisory-lock";
import { readDatabaseClock } from "../db/database-clock";
import type { Transaction } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { storeSheets } from "../sync/store";
import type { SheetFile } from "./read-files";

export type FileSheet = { file: SheetFile; fetched: FetchedSheet };
export type Outcome = FileSheet & {
  outcome: "new" | "changed" | "unchanged" | "from-cashrec";
  state: DayState;
};

type ImportInput = {
  actorId: string;
  sheets: readonly FileSheet[];
  fieldMapHash: string;
  dryRun: boolean;
};

const WAIT_MS_MAX = 120_000;

/** Stores nothing when Cashrec has reported one of the days. */
export async function storeImport(tx: Transaction, input: ImportInput): Promise<Outcome[]> {
  const { sheets, dryRun } = input;
  const days = sheets.map(({ fetched: { sheet } }) => keyOf(sheet));
  await tx.sql(`SET LOCAL statement_timeout = ${WAIT_MS_MAX}`);
  // A preview takes no lock, so that it doesn't make others wait.
  if (!dryRun) await lockDays(tx.sql, days);
  const stored = await readStored(tx, days);
  const outcomes = sheets.map((each): Outcome => {
    const before = stored.get(formatDayKey(each.fetched.sheet));
    return { ...each, outcome: decide(each, before, input), state: before?.state ?? "open" };
  });
  const isRefused = outcomes.some(({ outcome }) => outcome === "from-cashrec");
  const changed = outcomes.filter(({ outcome }) => outcome === "new" || outcome === "changed");
  if (!dryRun && !isRefused && changed.length > 0) await store(tx, changed, input);
  return outcomes;
}

type StoredSheet = DayKey & {
  state: DayState;
  hash: string | null;
  fieldMapHash: string | null;
  /** Cashrec has reported the day itself, or that its sheet disappeared. */
  isReported: boolean;
};

function decide(
  { fetched: { hash } }: FileSheet,
  before: StoredSheet | undefined,
  { fieldMapHash }: ImportInput,
): Outcome["outcome"] {
  if (before?.hash === hash && before.fieldMapHash === fieldMapHash) return "unchanged";
  if (before?.isReported === true) return "from-cashrec";
  return before?.hash == null ? "new" : "changed";
}

async function readStored(
  { sql }: Transaction,
  days: readonly DayKey[],
): Promise<Map<string, StoredSheet>> {
  const rows = await sql<StoredSheet>(
    `SELECT k.centre_id AS "centreId", k.business_date AS "businessDate",
            coalesce(r.state, 'open') AS state, v.hash, v.field_map_hash AS "fieldMapHash",
            EXISTS (SELECT FROM cash_sheet_version a WHERE a.centre_id = k.centre_id
              AND a.business_date = k.business_date AND a.import_id IS NULL) AS "isReported"
       FROM ${unnestDays()}
       LEFT JOIN cash_sheet s USING (centre_id, business_date)
       LEFT JOIN cash_sheet_version v USING (centre_id, business_date, version)
       LEFT JOIN reconciliation r USING (centre_id, business_date)`,
    keyArrays(days),
  );
  return new Map(rows.map((row) => [formatDayKey(row), row]));
}

async function store(
  tx: Transaction,
  changed: readonly Outcome[],
  { actorId, fieldMapHash }: ImportInput,
): Promise<void> {
  const files = [...new Set(changed.map(({ file }) => file))];
  const ids = new Map(files.map((file) => [file, randomUUID()]));
  await tx.sql(
    `INSERT INTO cash_sheet_import (id, file_name, file_hash, imported_by_id)
     SELECT f.*, $4::uuid FROM unnest($1::uuid[], $2::text[], $3::text[]) AS f`,
    [[...ids.values()], files.map(({ name }) => name), files.map(({ hash }) => hash), actorId],
  );
  await storeSheets(tx, {
    days: changed.map(({ fetched: { sheet } }) => keyOf(sheet)),
    sheets: changed.map(({ fetched }) => fetched),
    fieldMapHash,
    readAt: await readDatabaseClock(tx.sql),
    imports: new Map(
      changed.map(({ file, fetched }) => [formatDayKey(fetched.sheet), ids.get(file) ?? ""]),
    ),
  });
  await appendAuditAll(tx.sql, describeCentres(actorId, changed));
}

/** There is one entry per centre, so that its users find it in their audit trail. */
function describeCentres(actorId: string, changed: readonly Outcome[]) {
  const centres = groupBy(changed, ({ fetched: { sheet } }) => sheet.centreId);
  return [...centres].map(([centreId, own]) => {
    const dates = own.map(({ fetched: { sheet } }) => sheet.businessDate).toSorted();
    const files = [...new Set(own.map(({ file }) => file))];
    return {
      actorId,
      action: "cash-sheet.imported" as const,
      centreId,
      after: {
        sheets: own.length,
        from: dates[0],
        to: dates.at(-1),
        files: files.map(({ name, hash }) => ({ name, hash })),
      },
    };
  });
}

function keyOf({ centreId, businessDate }: FetchedSheet["sheet"]): DayKey {
  return { centreId, businessDate };
}
