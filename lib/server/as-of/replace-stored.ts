import "server-only";

/**
 * Has queries read the stored days of a span, but for those that were computed for a past moment:
 * a view of both, named like the table, is found before it.
 */
import pg from "pg";
import type { Transaction } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { TOTAL_COLUMNS } from "../recompute/line-columns";
import type { SignedChange } from "../recompute/mark-signed-days";
import { CELL_COLUMNS } from "../recompute/write-variance-days";
import type { Span } from "./states";

type Replaced = {
  span: Span;
  /** Without lines, whatever is read beside sums fails. */
  withLines: boolean;
};

/** The computed rows are in temporary tables that are named like the stored ones. */
export async function replaceStored(
  { sql }: Transaction,
  { span, withLines }: Replaced,
): Promise<void> {
  const conditions = conditionsOf(span);
  const replace = (table: string, view: string) => [
    sql(`ALTER TABLE pg_temp.${table} RENAME TO computed_${table}`),
    sql(`CREATE TEMP VIEW ${table} AS ${view}`),
  ];
  await Promise.all([
    ...replace("variance_day", viewOfDays("variance_day", CELLS, conditions)),
    ...replace("reconciliation", viewOfDays("reconciliation", withLines ? ALL : SUMS, conditions)),
    ...(withLines ? replace("reconciliation_line", viewOfLines(conditions)) : []),
  ]);
}

/** The stored days of now, which the views hide. */
export const NOW = { days: "public.reconciliation", cells: "public.variance_day" };

type Tables = typeof NOW;

/**
 * The days that are not read as they are stored, as they are now and as at the moment. Of those
 * whose figures stand, nothing but the state may be another.
 */
export function changedTables(byState: boolean): { now: Tables; then: Tables } {
  const changedIn = (table: string) =>
    `(SELECT x.* FROM pg_temp.changed_day c JOIN ${table} x USING (centre_id, business_date)
       ${byState ? "" : "WHERE NOT c.stands"})`;
  return {
    now: { days: changedIn(NOW.days), cells: changedIn(NOW.cells) },
    then: byState
      ? { days: changedIn("reconciliation"), cells: changedIn("variance_day") }
      : { days: "pg_temp.computed_reconciliation", cells: "pg_temp.computed_variance_day" },
  };
}

/** Of a changed day these are not as they are stored. */
const STATE = ["state"];
const CHANGES = ["state", "version", "revision", "changed_sheet_version"];
/** These are not either, where people have recorded more since. */
const RECORDED = ["unexplained_lines", "unwaived_lines", "recount_lines"];

const KEY = ["centre_id", "business_date"];
const CELLS = columnsOf([...KEY, ...CELL_COLUMNS], STATE);
/** Sums know nothing of what people have recorded, and of newer sheets of signed days. */
const SUMS = columnsOf(
  [...KEY, "currency", "sheet_version"].concat(
    TOTAL_COLUMNS.filter((name) => !RECORDED.includes(name)),
  ),
  STATE,
);
const ALL = columnsOf(
  [...KEY, "currency", "sheet_version", "last_closed_at", "findings"].concat(
    ["changed_at", "figures_revision", "written_in"],
    TOTAL_COLUMNS.filter((name) => !RECORDED.includes(name)),
  ),
  CHANGES,
).concat(RECORDED.map((name) => `coalesce(c.${name}, d.${name}) AS ${name}`));

function columnsOf(stored: readonly string[], changed: readonly string[]): string[] {
  return [
    ...stored.map((name) => `d.${name}`),
    ...changed.map(
      (name) => `CASE WHEN c.state IS NULL THEN d.${name} ELSE c.${name} END AS ${name}`,
    ),
  ];
}

/**
 * Conditions are outside of the union, where those of a query can be applied with them to each of
 * both tables by its key.
 */
function viewOfDays(table: string, columns: readonly string[], conditions: string): string {
  return `SELECT ${columns.join(", ")} FROM ${bothOf(table)}
    LEFT JOIN pg_temp.changed_day c USING (centre_id, business_date)
   WHERE ${conditions} AND (d.is_computed OR c.stands IS NOT false)`;
}

function viewOfLines(conditions: string): string {
  return `SELECT d.* FROM ${bothOf("reconciliation_line")} WHERE ${conditions} AND ${OTHER_LINES}`;
}

function bothOf(table: string): string {
  return `(SELECT *, false AS is_computed FROM public.${table}
     UNION ALL
    SELECT *, true FROM pg_temp.computed_${table}) d`;
}

/** Of a day whose figures stand, some lines may have been computed. */
const OTHER_LINES = `NOT EXISTS (SELECT FROM pg_temp.changed_day c
  WHERE c.centre_id = d.centre_id AND c.business_date = d.business_date AND NOT d.is_computed
    AND NOT c.stands)
  AND NOT EXISTS (SELECT FROM pg_temp.computed_reconciliation_line c
  WHERE c.centre_id = d.centre_id AND c.business_date = d.business_date
    AND c.shift_id = d.shift_id AND c.till_id = d.till_id AND c.tender_id = d.tender_id
    AND NOT d.is_computed)`;

/** Notes the signed days whose sheet differed by then from what was signed or accepted by then. */
export async function noteSignedChanges(
  { sql }: Transaction,
  days: readonly SignedChange[],
): Promise<void> {
  await sql(
    `UPDATE pg_temp.changed_day d SET changed_sheet_version = k.changed
       FROM ${unnestDays({ changed: "int" })}
      WHERE d.centre_id = k.centre_id AND d.business_date = k.business_date`,
    [...keyArrays(days), days.map(({ changed }) => changed)],
  );
}

/** Of days beyond the span nobody knows whether they have changed. */
function conditionsOf({ centreIds, from, to }: Span): string {
  const dates = `d.business_date BETWEEN ${pg.escapeLiteral(from)} AND ${pg.escapeLiteral(to)}`;
  if (centreIds === null) return dates;
  const ids = centreIds.map((id) => pg.escapeLiteral(id)).join(", ");
  return `${dates} AND d.centre_id = ANY (ARRAY[${ids}]::text[])`;
}
