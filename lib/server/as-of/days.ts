import "server-only";

/**
 * Computes the changed days and their lines as at a past moment, with the code that writes the
 * current ones, and puts them in the place of the stored ones.
 */
import type { DayKey } from "@/lib/domain/keys";
import type { Transaction } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { changedSignedDays, type SignedChange } from "../recompute/mark-signed-days";
import { writeOutdatedDays, writeStoredDays } from "../recompute/recompute-days";
import { replaceStored } from "./replace-stored";
import type { DayAsOf, Span } from "./states";
import { createRuleAndSheetViewsAsOf, createRuleAndSheetViewsAt } from "./views";

/**
 * "sums" are the totals and cells of days, without the marks of signed ones, for which their lines
 * are compared. A statement that reads a line fails then.
 */
export type Reading = "lines" | "sums";

type Past = { asOf: string; states: readonly DayAsOf[]; span: Span; reading: Reading };

/**
 * An open day is computed from the records of that moment. A signed one has not changed since, and
 * is copied as it is stored, unless it was reopened afterwards: then it is computed from the
 * records of the moment when it was signed.
 */
export async function computeDaysAsOf(tx: Transaction, past: Past): Promise<void> {
  const { asOf, states, span, reading } = past;
  const open = states.filter(({ signedAt }) => signedAt === null);
  const resting = states.filter(({ signedAt, reopened }) => signedAt !== null && !reopened);
  const reopened = states.filter((day) => day.signedAt !== null && day.reopened);
  await writeOutdatedDays(tx, open);
  for (const day of reopened) {
    const at = day.signedAt?.toISOString() ?? asOf;
    for (const text of createRuleAndSheetViewsAsOf(at, day.sheetVersion ?? 0)) await tx.sql(text);
    await writeStoredDays(tx, [day]);
  }
  if (reopened.length > 0) for (const text of createRuleAndSheetViewsAt(asOf)) await tx.sql(text);
  await copyStored(tx, resting, reading);
  await setStates(tx, states);
  if (reading === "lines") {
    await setChanges(tx, await changedSignedDays(tx, [...resting, ...reopened]));
  } else await tx.sql(WITHOUT_LINES);
  await replaceStored(tx, { days: states, span, withLines: reading === "lines" });
}

/** There are lines of computed days alone: rather an error than few of them. */
const WITHOUT_LINES =
  "ALTER TABLE pg_temp.reconciliation_line RENAME COLUMN centre_id TO open_centre_id";

/**
 * The column lists are those of the tables themselves, because both tables have the same
 * definition.
 */
async function copyStored(
  { sql }: Transaction,
  days: readonly DayKey[],
  reading: Reading,
): Promise<void> {
  const lines = reading === "lines" ? ["reconciliation_line"] : [];
  for (const table of ["reconciliation", ...lines, "variance_day"]) {
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

/** Marks the signed days whose sheet differed by then from what was signed or accepted by then. */
async function setChanges({ sql }: Transaction, days: readonly SignedChange[]): Promise<void> {
  await sql(
    `UPDATE reconciliation d SET changed_sheet_version = k.changed
       FROM ${unnestDays({ changed: "int" })}
      WHERE d.centre_id = k.centre_id AND d.business_date = k.business_date`,
    [...keyArrays(days), days.map(({ changed }) => changed)],
  );
}

const KEYS = unnestDays();
