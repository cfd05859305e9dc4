import "server-only";

/** Finds signs in how the cash of a day was counted, for users who may see what is expected. */
import type { CountHint } from "@/lib/contracts/count-settings";
import {
  fastHint,
  type Hint,
  impossibleHint,
  perfectHint,
  roundHint,
} from "@/lib/domain/till-count/count-quality";
import type { CountItem, Denomination } from "@/lib/domain/till-count/denomination";
import { findAgreedFloat } from "@/lib/domain/till-count/float";
import { type DayKey, formatLinePosition } from "@/lib/domain/keys";
import { readCounting } from "../centres/counting";
import { sql } from "../db/sql";
import { getDenominations } from "../denominations/queries";
import { listAgreedFloats } from "../floats/queries";

/** This period is long enough to tell whether a run is unusual. */
const RUN_DAYS = 90;
const RUN_ROWS_MAX = 5_000;
const COUNTS_MAX = 1_000;

type CashCount = {
  shiftId: string;
  tillId: string;
  tenderId: string;
  currency: string;
  counted: string;
  items: CountItem[] | null;
  seconds: number | null;
  difference: string | null;
};

/**
 * Sorted by shift, till and tender. Only cash is included, because other tenders are copied from a
 * slip. The reader's own counts are left out: whoever knows what is noticed counts accordingly.
 */
export async function listHints(day: DayKey, readerId: string): Promise<CountHint[]> {
  const [counts, floats, { blindMode }] = await Promise.all([
    listCashCounts(day, readerId),
    listAgreedFloats(sql, day.centreId),
    readCounting(sql, day),
  ]);
  const currency = counts[0]?.currency;
  if (currency === undefined) return [];
  const [{ denominations }, runs] = await Promise.all([
    getDenominations(currency),
    blindMode === "shown" ? new Map<string, number[]>() : listRuns(day, counts),
  ]);
  return counts.flatMap((count) => {
    const { shiftId, tillId, tenderId } = count;
    const floatMinor = findAgreedFloat(floats, { tillId, businessDate: day.businessDate });
    const differences = runs.get(formatLinePosition(count)) ?? [];
    const hints = hintsOf(count, { denominations, floatMinor, differences });
    return hints.map((hint) => ({ shiftId, tillId, tenderId, ...hint }));
  });
}

type Around = {
  denominations: readonly Denomination[];
  floatMinor: number | null;
  differences: readonly number[];
};

function hintsOf(count: CashCount, { denominations, floatMinor, differences }: Around): Hint[] {
  const made = { ...count, amountMinor: Number(count.counted) };
  return [
    impossibleHint(made, denominations),
    fastHint(made),
    perfectHint(differences),
    roundHint(made, denominations, floatMinor),
  ].filter((hint) => hint !== null);
}

async function listCashCounts(
  { centreId, businessDate }: DayKey,
  readerId: string,
): Promise<CashCount[]> {
  return sql<CashCount>(
    `SELECT l.shift_id AS "shiftId", l.till_id AS "tillId", l.tender_id AS "tenderId", l.currency,
            t.counted_minor AS counted, t.denominations AS items, t.seconds,
            l.difference_minor AS difference
       FROM reconciliation_line l
       JOIN till_count t USING (centre_id, business_date, shift_id, till_id, tender_id)
      WHERE l.centre_id = $1 AND l.business_date = $2 AND l.tender_kind = 'cash'
        AND t.version = l.count_version AND t.counted_by_id IS DISTINCT FROM $3::uuid
      ORDER BY 1, 2, 3 LIMIT ${COUNTS_MAX}`,
    [centreId, businessDate, readerId],
  );
}

type RunRow = {
  businessDate: string;
  shiftId: string;
  tillId: string;
  tenderId: string;
  difference: string;
};

/**
 * For each line of the day without a difference, the differences of its drawer from this one back
 * in time, by `formatLinePosition`. Where the expected amount is shown from the start, an exact
 * count means nothing.
 */
async function listRuns(
  { centreId, businessDate }: DayKey,
  counts: readonly CashCount[],
): Promise<Map<string, number[]>> {
  const perfect = counts.filter(({ difference }) => Number(difference ?? Number.NaN) === 0);
  if (perfect.length === 0) return new Map();
  // A shift without sales contains exactly its float, so that an exact count of it means nothing.
  const rows = await sql<RunRow>(
    `SELECT business_date AS "businessDate", shift_id AS "shiftId", till_id AS "tillId",
            tender_id AS "tenderId", difference_minor AS difference
       FROM reconciliation_line
      WHERE centre_id = $1 AND business_date <= $2
        AND business_date >= to_char($2::date - $3::int, 'YYYY-MM-DD')
        AND tender_kind = 'cash' AND difference_minor IS NOT NULL
        AND sales_minor IS DISTINCT FROM 0 AND till_id = ANY ($4::text[])
      ORDER BY business_date DESC LIMIT ${RUN_ROWS_MAX}`,
    [centreId, businessDate, RUN_DAYS, perfect.map(({ tillId }) => tillId)],
  );
  const backwards = rows.sort(
    (one, other) =>
      other.businessDate.localeCompare(one.businessDate) ||
      other.shiftId.localeCompare(one.shiftId, "en", { numeric: true }),
  );
  return new Map(
    perfect.map((line) => {
      const drawer = backwards.filter(
        ({ tillId, tenderId }) => tillId === line.tillId && tenderId === line.tenderId,
      );
      const from = drawer.findIndex(
        (row) => row.businessDate === businessDate && row.shiftId === line.shiftId,
      );
      const stored = from === -1 ? [] : drawer.slice(from);
      return [formatLinePosition(line), stored.map(({ difference }) => Number(difference))];
    }),
  );
}
