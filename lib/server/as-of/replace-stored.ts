import "server-only";

/**
 * Has queries read the stored days of a span, but for those that were computed for a past moment:
 * a view of both, named like the table, is found before it.
 */
import pg from "pg";
import type { DayKey } from "@/lib/domain/keys";
import type { Transaction } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { TOTAL_COLUMNS } from "../recompute/line-columns";
import type { SignedChange } from "../recompute/mark-signed-days";
import type { DayAsOf, Span } from "./states";

type Replaced = {
  /** Of these the stored rows are not read, whether or not there are computed ones. */
  days: readonly (DayKey & Pick<DayAsOf, "stands">)[];
  span: Span;
  /** Without lines, whatever is read beside sums fails. */
  withLines: boolean;
};

/** The computed rows are in temporary tables that are named like the stored ones. */
export async function replaceStored(
  { sql }: Transaction,
  { days, span, withLines }: Replaced,
): Promise<void> {
  const created = [sql(CHANGED_DAYS)];
  const keys = [...keyArrays(days), days.map(({ stands }) => stands)];
  created.push(
    sql(`INSERT INTO changed_day SELECT * FROM ${unnestDays({ stands: "bool" })}`, keys),
  );
  const conditions = conditionsOf(span);
  const replace = (table: string, columns: string, others: string) => {
    created.push(sql(`ALTER TABLE pg_temp.${table} RENAME TO computed_${table}`));
    created.push(sql(createView(table, columns, `${conditions} AND ${others}`)));
  };
  replace("variance_day", "*", OTHER_DAYS);
  replace("reconciliation", withLines ? "*" : SUMS, OTHER_DAYS);
  if (withLines) replace("reconciliation_line", "*", OTHER_LINES);
  await Promise.all(created);
}

const CHANGED_DAYS = `CREATE TEMP TABLE changed_day
  (centre_id TEXT, business_date TEXT, stands BOOLEAN, PRIMARY KEY (centre_id, business_date))`;

/** The stored days of now, which the views hide. */
export const NOW = { days: "public.reconciliation", cells: "public.variance_day" };
/** Those of them that are not read as they are stored. */
export const CHANGED_NOW = { days: changedIn(NOW.days), cells: changedIn(NOW.cells) };
/** The same days as at the moment. */
export const CHANGED_THEN = {
  days: "pg_temp.computed_reconciliation",
  cells: "pg_temp.computed_variance_day",
};

function changedIn(table: string): string {
  return `(SELECT x.* FROM pg_temp.changed_day JOIN ${table} x USING (centre_id, business_date))`;
}

/** Sums know nothing of what people have recorded, and of newer sheets of signed days. */
const RECORDED = ["unexplained_lines", "unwaived_lines", "recount_lines"];
const SUMS = ["centre_id", "business_date", "state", "currency", "sheet_version"]
  .concat(TOTAL_COLUMNS.filter((name) => !RECORDED.includes(name)))
  .join(", ");

/**
 * Conditions are outside of the union, where those of a query can be applied with them to each of
 * both tables by its key.
 */
function createView(table: string, columns: string, conditions: string): string {
  return `CREATE TEMP VIEW ${table} AS
    SELECT ${columns} FROM (
      SELECT *, false AS is_computed FROM public.${table}
       UNION ALL
      SELECT *, true FROM pg_temp.computed_${table}) d
     WHERE ${conditions}`;
}

const OTHER_DAYS = `NOT EXISTS (SELECT FROM pg_temp.changed_day c
  WHERE c.centre_id = d.centre_id AND c.business_date = d.business_date AND NOT d.is_computed)`;

/** Of a day whose figures stand, some lines may have been computed. */
const OTHER_LINES = `NOT EXISTS (SELECT FROM pg_temp.changed_day c
  WHERE c.centre_id = d.centre_id AND c.business_date = d.business_date AND NOT d.is_computed
    AND NOT c.stands)
  AND NOT EXISTS (SELECT FROM pg_temp.computed_reconciliation_line c
  WHERE c.centre_id = d.centre_id AND c.business_date = d.business_date
    AND c.shift_id = d.shift_id AND c.till_id = d.till_id AND c.tender_id = d.tender_id
    AND NOT d.is_computed)`;

/** Marks the signed days whose sheet differed by then from what was signed or accepted by then. */
export async function markComputed(
  { sql }: Transaction,
  days: readonly SignedChange[],
): Promise<void> {
  await sql(
    `UPDATE pg_temp.computed_reconciliation d SET changed_sheet_version = k.changed
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
