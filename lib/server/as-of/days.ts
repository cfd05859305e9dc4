import "server-only";

/**
 * Computes the changed days and their lines as at a past moment, with the code that writes the
 * current ones, and puts them in the place of the stored ones.
 */
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import type { Transaction } from "../db/sql";
import type { CopyOfDays } from "../recompute/write-days";
import { changedSignedDays } from "../recompute/mark-signed-days";
import { writeOutdatedDays, writeStoredDays } from "../recompute/recompute-days";
import { restoreRecords } from "./records";
import { noteSignedChanges, replaceStored } from "./replace-stored";
import { type DayAsOf, listDoubtfulDays, listRecordedDays, type Span } from "./states";
import { createRuleAndSheetViewsAsOf, createRuleAndSheetViewsAt } from "./views";

/**
 * "sums" are the totals and cells of days, without the marks of signed ones, for which their lines
 * are compared, and without what people have explained. A statement that reads more fails then. A
 * "page" has what people have explained of those days alone that its reader restores.
 */
export type Reading = CopyOfDays | "page";

type Past = { asOf: string; days: readonly DayAsOf[]; span: Span; reading: Reading };

/**
 * A day whose figures do not stand is computed from the records of that moment; one that was signed
 * then, and reopened afterwards, from the records of the moment when it was signed.
 */
export async function computeDaysAsOf(tx: Transaction, past: Past): Promise<void> {
  const { asOf, days, span, reading } = past;
  const open = days.filter(({ signedAt }) => signedAt === null);
  const reopened = days.filter(({ signedAt }) => signedAt !== null);
  const copy = reading === "sums" ? "sums" : "lines";
  await writeOutdatedDays(tx, open, copy);
  for (const day of reopened) {
    const at = day.signedAt?.toISOString() ?? asOf;
    for (const text of createRuleAndSheetViewsAsOf(at, day.sheetVersion ?? 0)) await tx.sql(text);
    await writeStoredDays(tx, [day], copy);
  }
  if (reopened.length > 0) for (const text of createRuleAndSheetViewsAt(asOf)) await tx.sql(text);
  if (reading === "sums") {
    await Promise.all([tx.sql(WITHOUT_LINES), replaceStored(tx, { span, withLines: false })]);
    return;
  }
  await replaceStored(tx, { span, withLines: true });
  if (reading === "lines") await restoreRecords(tx, await listRecordedDays(tx.sql));
  await noteSignedChanges(tx, await changedSignedDays(tx, await listDoubtfulDays(tx.sql)));
}

/** Restores what people had recorded of these days, for whoever reads a "page". */
export async function restoreRecordsOf(tx: Transaction, days: readonly DayKey[]): Promise<void> {
  const wanted = new Set(days.map(formatDayKey));
  const recorded = await listRecordedDays(tx.sql);
  await restoreRecords(
    tx,
    recorded.filter((day) => wanted.has(formatDayKey(day))),
  );
}

/** There are lines of few days alone: rather an error than some of them. */
const WITHOUT_LINES =
  "ALTER TABLE pg_temp.reconciliation_line RENAME COLUMN centre_id TO open_centre_id";
