import "server-only";

/**
 * Reads the gross sales and tickets of centres: whole months from the sums beside their counts of
 * days, and the dates around them from the rows of the days. They belong to whole register shifts,
 * so that nothing is read of a part of their lines.
 */
import type { VarianceRow } from "@/lib/contracts/variance";
import { sql } from "../db/sql";
import { narrowsLines, newValues } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { SOLD_SUMS } from "./columns";
import { planDays } from "./plan";

type SalesRecord = {
  centreId: string;
  currency: string;
  gross: string | null;
  tickets: string | null;
};

export async function addSales(rows: readonly VarianceRow[], filter: ScopedFilter): Promise<void> {
  const known = narrowsLines(filter) ? [] : await listSales(filter);
  const salesOf = new Map(known.map((one) => [`${one.currency} ${one.centreId}`, one]));
  for (const row of rows) {
    const sales = salesOf.get(`${row.currency} ${row.centreId}`);
    row.grossSalesMinor = sales?.gross == null ? null : Number(sales.gross);
    row.tickets = sales?.tickets == null ? null : Number(sales.tickets);
  }
}

/** A day that does not say it makes the sum unknown. */
function listSales(filter: ScopedFilter): Promise<SalesRecord[]> {
  const values = newValues();
  const source = planDays(filter, SOLD_SUMS, values);
  return sql<SalesRecord>(
    `SELECT s.centre_id AS "centreId", s.currency,
            CASE WHEN sum(s.gross_unknown) = 0 THEN sum(s.gross_minor) END::text AS gross,
            CASE WHEN sum(s.tickets_unknown) = 0 THEN sum(s.tickets) END::text AS tickets
       FROM (${source}) s GROUP BY 1, 2`,
    values.list,
  );
}
