import "server-only";

/**
 * Has queries read the stored days of a span, but for those that were computed for a past moment:
 * a view of both, named like the table, is found before it.
 */
import pg from "pg";
import type { DayKey } from "@/lib/domain/keys";
import type { Transaction } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import type { Span } from "./states";

type Replaced = {
  /** Of these the stored rows are not read, whether or not there are computed ones. */
  days: readonly DayKey[];
  span: Span;
  /** Without lines, those of computed days are in a table that nobody can read. */
  withLines: boolean;
};

/** The computed rows are in temporary tables that are named like the stored ones. */
export async function replaceStored(
  { sql }: Transaction,
  { days, span, withLines }: Replaced,
): Promise<void> {
  const created = [sql(CHANGED_DAYS)];
  created.push(sql(`INSERT INTO changed_day SELECT k.* FROM ${unnestDays()}`, keyArrays(days)));
  const conditions = conditionsOf(span);
  for (const table of ["reconciliation", "variance_day"]) {
    created.push(sql(rename(table)), sql(createView(table, conditions)));
  }
  if (withLines) {
    const table = "reconciliation_line";
    created.push(sql(rename(table)), sql(createView(table, conditions)));
  }
  await Promise.all(created);
}

const CHANGED_DAYS = `CREATE TEMP TABLE changed_day
  (centre_id TEXT, business_date TEXT, PRIMARY KEY (centre_id, business_date))`;

function rename(table: string): string {
  return `ALTER TABLE pg_temp.${table} RENAME TO computed_${table}`;
}

/**
 * Conditions are outside of the union, where those of a query can be applied with them to each of
 * both tables by its key.
 */
function createView(table: string, conditions: string): string {
  return `CREATE TEMP VIEW ${table} AS
    SELECT * FROM (
      SELECT *, false AS is_computed FROM public.${table}
       UNION ALL
      SELECT *, true FROM pg_temp.computed_${table}) d
     WHERE ${conditions}
       AND NOT EXISTS (SELECT FROM pg_temp.changed_day c
             WHERE c.centre_id = d.centre_id AND c.business_date = d.business_date
               AND NOT d.is_computed)`;
}

/** Of days beyond the span nobody knows whether they have changed. */
function conditionsOf({ centreIds, from, to }: Span): string {
  const dates = `d.business_date BETWEEN ${pg.escapeLiteral(from)} AND ${pg.escapeLiteral(to)}`;
  if (centreIds === null) return dates;
  const ids = centreIds.map((id) => pg.escapeLiteral(id)).join(", ");
  return `${dates} AND d.centre_id = ANY (ARRAY[${ids}]::text[])`;
}
