import "server-only";

/**
 * Computes the changed days and their lines as at a past moment, with the code that writes the
 * current ones, and puts them in the place of the stored ones.
 */
import type { DayKey } from "@/lib/domain/keys";
import type { Transaction } from "../db/sql";
import type { CopyOfDays } from "../recompute/write-days";
import { keyArrays, unnestDays } from "../db/values";
import { changedSignedDays } from "../recompute/mark-signed-days";
import { writeOutdatedDays, writeStoredDays } from "../recompute/recompute-days";
import { restoreRecords } from "./records";
import { markComputed, replaceStored } from "./replace-stored";
import type { DayAsOf, Span } from "./states";
import { createRuleAndSheetViewsAsOf, createRuleAndSheetViewsAt } from "./views";

/**
 * "sums" are the totals and cells of days, without the marks of signed ones, for which their lines
 * are compared, and without what people have explained. A statement that reads more fails then.
 */
export type Reading = CopyOfDays;

type Past = { asOf: string; states: readonly DayAsOf[]; span: Span; reading: Reading };

/**
 * A day whose figures do not stand is computed from the records of that moment; one that was signed
 * then, and reopened afterwards, from the records of the moment when it was signed.
 */
export async function computeDaysAsOf(tx: Transaction, past: Past): Promise<void> {
  const { asOf, states, span, reading } = past;
  const computed = states.filter(({ stands }) => !stands);
  const open = computed.filter(({ signedAt }) => signedAt === null);
  const reopened = computed.filter(({ signedAt }) => signedAt !== null);
  await writeOutdatedDays(tx, open, reading);
  for (const day of reopened) {
    const at = day.signedAt?.toISOString() ?? asOf;
    for (const text of createRuleAndSheetViewsAsOf(at, day.sheetVersion ?? 0)) await tx.sql(text);
    await writeStoredDays(tx, [day], reading);
  }
  if (reopened.length > 0) for (const text of createRuleAndSheetViewsAt(asOf)) await tx.sql(text);
  const standing = states.filter(({ stands }) => stands);
  await copyHeads(tx, standing);
  if (reading === "lines") {
    await restoreRecords(
      tx,
      standing.filter(({ recorded }) => recorded),
    );
  }
  await setStates(tx, states);
  if (reading === "sums") await tx.sql(WITHOUT_LINES);
  await replaceStored(tx, { days: states, span, withLines: reading === "lines" });
  if (reading === "lines") {
    const signed = states.filter(({ signedAt }) => signedAt !== null);
    await markComputed(tx, await changedSignedDays(tx, signed));
  }
}

/** There are lines of few days alone: rather an error than some of them. */
const WITHOUT_LINES =
  "ALTER TABLE pg_temp.reconciliation_line RENAME COLUMN centre_id TO open_centre_id";

/**
 * The column lists are those of the tables themselves, because both tables have the same
 * definition. Lines do not know the state of their day, and are read where they are.
 */
async function copyHeads({ sql }: Transaction, days: readonly DayKey[]): Promise<void> {
  for (const table of ["reconciliation", "variance_day"]) {
    await sql(
      `INSERT INTO ${table} SELECT x.* FROM ${KEYS}
         JOIN public.${table} x ON x.centre_id = k.centre_id AND x.business_date = k.business_date`,
      keyArrays(days),
    );
  }
}

async function setStates({ sql }: Transaction, days: readonly DayAsOf[]): Promise<void> {
  const states = [...keyArrays(days), days.map(({ state }) => state)];
  await sql(
    `UPDATE reconciliation d SET state = k.state, version = now.version, revision = now.revision,
            changed_sheet_version = NULL
       FROM ${unnestDays({ state: "text" })}
       JOIN public.reconciliation now USING (centre_id, business_date)
      WHERE d.centre_id = k.centre_id AND d.business_date = k.business_date`,
    states,
  );
  await sql(
    `UPDATE variance_day d SET state = k.state
       FROM ${unnestDays({ state: "text" })}
      WHERE d.centre_id = k.centre_id AND d.business_date = k.business_date`,
    states,
  );
}

const KEYS = unnestDays();
