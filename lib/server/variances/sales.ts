import "server-only";

/**
 * Reads the gross sales and tickets of centres from the rows of their days. They belong to whole
 * register shifts, so that nothing is read of a part of their lines.
 */
import type { VarianceRow } from "@/lib/contracts/variance";
import { sql } from "../db/sql";
import { dayConditions, narrowsLines, newValues } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";

type SalesRecord = {
  centreId: string;
  currency: string;
  gross: string | null;
  tickets: string | null;
};

/** A shift that does not say it makes the sum unknown, and so does a day from before these sums. */
const isComplete = (shifts: string) => `bool_and(d.${shifts} = d.register_shifts
  AND (d.register_shifts > 0 OR d.matched_lines + d.within_tolerance_lines + d.short_lines
    + d.over_lines + d.uncounted_lines = 0))`;

export async function addSales(rows: readonly VarianceRow[], filter: ScopedFilter): Promise<void> {
  const known = narrowsLines(filter) ? [] : await listSales(filter);
  const salesOf = new Map(known.map((one) => [`${one.currency} ${one.centreId}`, one]));
  for (const row of rows) {
    const sales = salesOf.get(`${row.currency} ${row.centreId}`);
    row.grossSalesMinor = sales?.gross == null ? null : Number(sales.gross);
    row.tickets = sales?.tickets == null ? null : Number(sales.tickets);
  }
}

function listSales(filter: ScopedFilter): Promise<SalesRecord[]> {
  const values = newValues();
  return sql<SalesRecord>(
    `SELECT d.centre_id AS "centreId", d.currency,
            CASE WHEN ${isComplete("gross_shifts")} THEN sum(d.gross_minor) END::text AS gross,
            CASE WHEN ${isComplete("ticket_shifts")} THEN sum(d.tickets) END::text AS tickets
       FROM reconciliation d WHERE ${dayConditions(filter, values)}
      GROUP BY d.centre_id, d.currency`,
    values.list,
  );
}
