import "server-only";

/**
 * Writes the days that changed: it replaces their lines, and gives their own row a new revision. A
 * trigger notes when: past moments read as they are stored the days that were written before.
 */
import { copyRows } from "../db/copy";
import type { Transaction } from "../db/sql";
import { dateSpan, keyArrays, unnestDays } from "../db/values";
import { type ComputedDay, totalValues } from "./compute-day";
import {
  LEVEL_COLUMNS,
  LINE_COLUMNS,
  type LineValues,
  RULE_COLUMN,
  TOTAL_COLUMNS,
} from "./line-columns";
import { requestCausesOf } from "./request-causes";
import { writeNames } from "./write-names";
import { writeVarianceDays } from "./write-variance-days";

/** A copy has no names and no causes to be computed, and one for sums has no lines. */
export type CopyOfDays = "lines" | "sums";

export async function writeDays(
  tx: Transaction,
  days: readonly ComputedDay[],
  copy: CopyOfDays | null = null,
): Promise<void> {
  if (days.length === 0) return;
  const replaced = days.filter(({ linesChanged }) => linesChanged);
  await deleteLines(
    tx,
    replaced.filter(({ hadLines }) => hadLines),
  );
  const lines = copy === "sums" ? [] : replaced.flatMap((day) => toRows(day.lines));
  if (lines.length > 0) {
    const columns = [...LINE_COLUMNS, "first_of_day"];
    await copyRows(tx, { table: "reconciliation_line", columns }, lines);
  }
  await writeVarianceDays(tx, replaced);
  await writeTotals(tx, days);
  if (copy !== null) return;
  await writeNames(tx, replaced);
  await requestCausesOf(tx.sql, days);
}

/**
 * The database refuses a second first line of a day, so that no day is stored twice. The levels of
 * no rule take no room.
 */
function toRows(lines: readonly LineValues[]): LineValues[] {
  return lines.map((values, index) => {
    const row = [...values, index === 0 ? true : null];
    if (row[RULE_COLUMN] === null) for (const column of LEVEL_COLUMNS) row[column] = null;
    return row;
  });
}

async function deleteLines({ sql }: Transaction, days: readonly ComputedDay[]): Promise<void> {
  if (days.length === 0) return;
  await sql(
    `DELETE FROM reconciliation_line l USING ${unnestDays()}
      WHERE l.centre_id = k.centre_id AND l.business_date = k.business_date
        AND l.business_date BETWEEN $3 AND $4`,
    [...keyArrays(days), ...dateSpan(days)],
  );
}

async function writeTotals({ sql }: Transaction, days: readonly ComputedDay[]): Promise<void> {
  const totals = days.map((day) => totalValues(day));
  const arrays = TOTAL_COLUMNS.map((_, column) => totals.map((values) => values[column] ?? 0));
  const given = ["currency", "sheet_version", "last_closed_at", "findings", ...TOTAL_COLUMNS];
  const first = 8;
  await sql(
    `INSERT INTO reconciliation
       (centre_id, business_date, figures_revision, ${given.join(", ")}, revision, changed_at)
     SELECT k.*, nextval('reconciliation_revision'), clock_timestamp()
       FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::int[], $6::text[],
              $7::json[],
              ${TOTAL_COLUMNS.map((_, column) => `$${first + column}::bigint[]`).join(", ")}) AS k
     ON CONFLICT (centre_id, business_date) DO UPDATE SET
       ${given.map((column) => `${column} = EXCLUDED.${column}`).join(", ")},
       figures_revision = CASE EXCLUDED.figures_revision WHEN 0
         THEN reconciliation.figures_revision ELSE EXCLUDED.revision END,
       version = reconciliation.version + 1, revision = EXCLUDED.revision`,
    [
      ...keyArrays(days),
      days.map(({ figuresChanged }) => (figuresChanged ? 1 : 0)),
      days.map(({ currency }) => currency),
      days.map(({ sheetVersion }) => sheetVersion),
      days.map(({ times }) => times.lastClosedAt),
      days.map(({ checks }) => JSON.stringify(checks.findings)),
      ...arrays,
    ],
  );
}
