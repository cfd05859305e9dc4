import "server-only";

/**
 * Computes what is known of the cash of each centre at the end of a range, from the rows of its
 * days.
 */
import type { CashPosition, CashSearch } from "@/lib/contracts/variance-cash";
import { addDays } from "@/lib/domain/business-date";
import { NO_NARROWING } from "@/lib/domain/line-filter";
import {
  CASH_WAITING_DAYS,
  type CashDay,
  type CashStanding,
  computeCashStanding,
  computeCashTotals,
} from "@/lib/domain/variance/cash";
import { readAsOf } from "../as-of/moment";
import type { DayKey } from "@/lib/domain/keys";
import { listCentreNames } from "../centres/queries";
import { sql } from "../db/sql";
import { amountOf, keyArrays, unnestDays } from "../db/values";
import { dayConditions, newValues } from "../line-search/conditions";
import { type ScopedFilter, scopedFilter } from "../line-search/scoped-filter";
import type { Views } from "./queries";

/** Whatever range is shown, as much before is read, so that what left lately finds its takings. */
const DAYS_BACK = 2 * CASH_WAITING_DAYS;

export async function listCashPositions(scope: Views, search: CashSearch): Promise<CashPosition> {
  const filter = await scopedFilter(scope, { ...search, from: addDays(search.to, 1 - DAYS_BACK) });
  return readAsOf(search.asOf, filter, async () => {
    const all = standingsOf(await listCashDays(filter), search.currency);
    const first = all.sort(byPending).slice(0, search.limit);
    const [floats, names] = await Promise.all([
      floatsOf(first),
      listCentreNames(first.map(({ centreId }) => centreId)),
    ]);
    const rows = first.map(({ days, ...one }) => ({
      centreId: one.centreId,
      centreName: names.get(one.centreId) ?? one.centreId,
      currency: one.currency,
      ...(computeCashStanding(days, floats.get(one.centreId) ?? null) ?? one.standing),
    }));
    return {
      rows,
      totals: computeCashTotals(all.map(({ currency, standing }) => ({ currency, ...standing }))),
    };
  });
}

/** Computes what every one of these centres has at the end of a date, floats included. */
export async function listCashStandings(
  centreIds: readonly string[],
  to: string,
): Promise<{ centreId: string; currency: string; standing: CashStanding }[]> {
  const range = { from: addDays(to, 1 - DAYS_BACK), to };
  const all = standingsOf(
    await listCashDays({ ...NO_NARROWING, ...range, centreIds, absences: [], readerId: null }),
    undefined,
  );
  const floats = await floatsOf(all);
  return all.flatMap(({ centreId, currency, days }) => {
    const standing = computeCashStanding(days, floats.get(centreId) ?? null);
    return standing === null ? [] : [{ centreId, currency, standing }];
  });
}

/** The floats are missing here, because they are read only for the rows that are shown. */
type Standing = DayKey & { currency: string; days: CashDay[]; standing: CashStanding };

function standingsOf(series: Series, wanted: string | undefined): Standing[] {
  return [...series].flatMap(([centreId, { currency, days }]) => {
    if (wanted !== undefined && currency !== wanted) return [];
    const standing = computeCashStanding(days, null);
    if (standing === null) return [];
    return [{ centreId, businessDate: standing.businessDate, currency, days, standing }];
  });
}

/** Unknown amounts come last; the centres are sorted already. */
function byPending({ standing: one }: Standing, { standing: other }: Standing): number {
  const [mine, theirs] = [one.pendingMinor ?? -Infinity, other.pendingMinor ?? -Infinity];
  return mine === theirs ? 0 : theirs > mine ? 1 : -1;
}

type CashRecord = {
  centre_id: string;
  currency: string;
  business_date: string;
  taken: string | null;
  deposited: string | null;
};
type Series = Map<string, { currency: string; days: CashDay[] }>;

/** Every row meets the last condition, which selects the index that has all these columns. */
async function listCashDays(filter: ScopedFilter): Promise<Series> {
  const values = newValues();
  const rows = await sql<CashRecord>(
    `SELECT d.centre_id, d.currency, d.business_date, d.cash_taken_minor AS taken,
            d.deposited_minor AS deposited
       FROM variance_day d WHERE ${dayConditions(filter, values)} AND d.currency <> ''
      ORDER BY d.centre_id, d.business_date`,
    values.list,
  );
  const series: Series = new Map();
  for (const row of rows) {
    const stored = series.get(row.centre_id);
    const day = {
      businessDate: row.business_date,
      takenMinor: amountOf(row.taken),
      depositedMinor: amountOf(row.deposited),
    };
    if (stored?.currency === row.currency) stored.days.push(day);
    else series.set(row.centre_id, { currency: row.currency, days: [day] });
  }
  return series;
}

/** Selects the float of each till's last shift; shifts are sorted by their ids. */
async function floatsOf(days: readonly DayKey[]): Promise<Map<string, number | null>> {
  if (days.length === 0) return new Map();
  const rows = await sql<{ centre_id: string; float: string | null }>(
    `SELECT centre_id, sum(amount) AS float
       FROM (SELECT DISTINCT ON (v.centre_id, u.till_id) v.centre_id, u.amount
               FROM ${unnestDays()}
               JOIN variance_day v USING (centre_id, business_date)
              CROSS JOIN LATERAL unnest(v.shift_ids, v.till_ids, v.float_minor)
                AS u (shift_id, till_id, amount)
              WHERE u.amount IS NOT NULL
              ORDER BY v.centre_id, u.till_id, length(u.shift_id) DESC, u.shift_id DESC) last
      GROUP BY centre_id`,
    keyArrays(days),
  );
  return new Map(rows.map((row) => [row.centre_id, amountOf(row.float)]));
}
