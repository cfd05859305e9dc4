import "server-only";

/** What is known of the cash of each centre at the end of a range, from the rows of its days. */
import type { CashPosition, VarianceFilter } from "@/lib/contracts/variance";
import { addDays } from "@/lib/domain/business-date";
import { type CashDay, cashStanding } from "@/lib/domain/variance-cash";
import { readAsOf } from "../as-of/moment";
import { sql } from "../db/sql";
import { dayConditions, newValues } from "../reconciliations/search-sql";
import { centreNames } from "./names";
import { filterOf, type Views } from "./queries";
import type { Filter } from "./sources";

/** Deposits are made more often than that; further back nobody looks for one. */
const DAYS_BACK_MAX = 31;

export async function listCashPositions(
  scope: Views,
  search: VarianceFilter,
): Promise<CashPosition> {
  const back = addDays(search.to, 1 - DAYS_BACK_MAX);
  const from = search.from > back ? search.from : back;
  const filter = filterOf(scope, { ...search, from });
  return readAsOf(search.asOf, filter, async () => {
    const series = await listCashDays(filter);
    const names = await centreNames([...series.keys()]);
    const rows = [...series].flatMap(([centreId, { currency, days }]) => {
      const standing = cashStanding(days);
      if (standing === null) return [];
      return [{ centreId, centreName: names.get(centreId) ?? centreId, currency, ...standing }];
    });
    return { rows };
  });
}

type CashRecord = {
  centre_id: string;
  currency: string;
  business_date: string;
  taken: string | null;
  deposited: string | null;
  float: string | null;
};
type Series = Map<string, { currency: string; days: CashDay[] }>;

async function listCashDays(filter: Filter): Promise<Series> {
  const values = newValues();
  const rows = await sql<CashRecord>(
    `SELECT d.centre_id, d.currency, d.business_date, v.cash_taken_minor AS taken,
            v.deposited_minor AS deposited, f.float
       FROM reconciliation d JOIN variance_day v USING (centre_id, business_date)
       LEFT JOIN LATERAL (
         SELECT sum(amount) AS float FROM (
           SELECT DISTINCT ON (till_id) u.amount
             FROM unnest(v.shift_ids, v.till_ids, v.float_minor) AS u (shift_id, till_id, amount)
            WHERE u.amount IS NOT NULL
            ORDER BY till_id, length(shift_id) DESC, shift_id DESC) last) f ON true
      WHERE ${dayConditions(filter, values)} AND d.sheet_version > 0
      ORDER BY d.centre_id, d.business_date`,
    values.list,
  );
  const series: Series = new Map();
  for (const row of rows) {
    const held = series.get(row.centre_id);
    const day = {
      businessDate: row.business_date,
      takenMinor: amountOf(row.taken),
      depositedMinor: amountOf(row.deposited),
      floatMinor: amountOf(row.float),
    };
    if (held?.currency === row.currency) held.days.push(day);
    else series.set(row.centre_id, { currency: row.currency, days: [day] });
  }
  return series;
}

function amountOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}
