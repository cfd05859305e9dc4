import "server-only";

/**
 * Reads the variances of centres with their gross sales and tickets: whole months from stored
 * sums, and the dates around them from the rows of the days. Sales belong to whole register shifts,
 * so that they are not read with a part of the lines.
 */
import type { VarianceRow } from "@/lib/contracts/variance";
import { sql } from "../db/sql";
import { mapInSteps } from "../give-way";
import { narrowsLines, newValues } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { SOLD_SUMS } from "./columns";
import { planDays } from "./plan";
import { SUM_COLUMNS } from "./sources";
import { linesIn, listSums, SUMS, toSums } from "./sums";

export async function listCentresWithSales(filter: ScopedFilter): Promise<VarianceRow[]> {
  if (narrowsLines(filter)) {
    const unknown = { grossSalesMinor: null, tickets: null };
    const rows = await listSums(filter, ["centre_id"]);
    return rows.map(({ keys, sums }) => ({ ...sums, centreId: keys.centre_id, ...unknown }));
  }
  const rows = await listWholeDays(filter);
  return rows.filter((row) => linesIn(row) > 0);
}

type CentreRecord = {
  centreId: string;
  currency: string;
  sums: string;
  gross: string | null;
  tickets: string | null;
};

/** A day that does not say its sales makes their sum unknown. */
async function listWholeDays(filter: ScopedFilter): Promise<VarianceRow[]> {
  const values = newValues();
  const source = planDays(filter, [...SUM_COLUMNS, ...SOLD_SUMS], values);
  const rows = await sql<CentreRecord>(
    `SELECT s.centre_id AS "centreId", s.currency, concat_ws(' ', ${SUMS}) AS sums,
            CASE WHEN sum(s.gross_unknown) = 0 THEN sum(s.gross_minor) END::text AS gross,
            CASE WHEN sum(s.tickets_unknown) = 0 THEN sum(s.tickets) END::text AS tickets
       FROM (${source}) s GROUP BY 1, 2 ORDER BY 1, 2`,
    values.list,
  );
  return mapInSteps(rows, ({ centreId, currency, sums, gross, tickets }) => ({
    ...toSums(currency, sums),
    centreId,
    grossSalesMinor: gross === null ? null : Number(gross),
    tickets: tickets === null ? null : Number(tickets),
  }));
}
