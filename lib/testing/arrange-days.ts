/** Three centres with some days each and lines of every verdict, for tests of queries. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { CashSheet } from "@/lib/domain/cash-sheet";
import { minor } from "@/lib/domain/money";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { recomputeDays } from "@/lib/server/recompute/recompute-days";
import { makeCentre, makeUser } from "./arrange";

export const ARRANGED_DATES = ["2026-03-01", "2026-03-02", "2026-03-05", "2026-03-12"];
export const ARRANGED_TENDERS = ["CASH", "CARD", "VOUCHER"];

/** The amounts come from a fixed seed, so that every run has the same days. */
export async function arrangeDays() {
  await makeCentre({ id: "201", name: "North" });
  await makeCentre({ id: "202", name: "South" });
  await makeCentre({ id: "203", name: "Kyoto", currency: "JPY" });
  const { id: counterId } = await makeUser({ name: "Ana Counter" });
  const next = numbers();
  for (const centreId of ["201", "202", "203"]) {
    for (const businessDate of ARRANGED_DATES) {
      await storeDay({ centreId, businessDate, counterId }, next);
    }
  }
  return {
    counterId,
    /** Adds another count of till T1, as any counter may do afterwards. */
    async count(day: Key, tenderId: string, amount: number): Promise<void> {
      await insertCount({ ...day, counterId }, "T1", tenderId, amount);
      await inTransaction((tx) => recomputeDays(tx, [day]));
    },
  };
}

function numbers(): () => number {
  const seeds = fc.array(fc.nat(9_999), { minLength: 200, maxLength: 200 });
  const [values = []] = fc.sample(seeds, { numRuns: 1, seed: 7 });
  let turn = 0;
  return () => values[turn++ % values.length] ?? 0;
}

type Key = { centreId: string; businessDate: string };
type Day = Key & { counterId: string };

/** Sheets of the first date have a status, and sales to which no tenders add up. */
const ARRANGED_STATUS = "Closed";

/** The day has two tills; some tenders are not counted, some are counted but not reported. */
async function storeDay({ centreId, businessDate, counterId }: Day, next: () => number) {
  const isFirst = businessDate === ARRANGED_DATES[0];
  const status = isFirst ? ARRANGED_STATUS : null;
  const shifts = ["T1", "T2"].map((tillId) => ({
    shiftId: "1",
    shiftName: "Morning",
    tillId,
    tillName: null,
    openedAt: null,
    closedAt: null,
    grossSales: isFirst ? { amount: minor(1), rounded: false } : null,
    netSales: null,
    tickets: null,
    float: { amount: minor(150_00), rounded: false },
    tenders: ARRANGED_TENDERS.slice(0, 1 + (next() % 3)).map((tenderId) => ({
      tenderId,
      tenderName: tenderId.toLowerCase(),
      kind: tenderId === "CASH" ? ("cash" as const) : ("card" as const),
      amount: { amount: minor(next()), rounded: false },
    })),
    expenses: [],
    contributions: [],
    withdrawals: [],
    deposits: [],
    pickups: [],
    cashDifference: null,
  }));
  const sheet: CashSheet = { centreId, businessDate, currency: null, status, shifts };
  const hash = randomUUID().replaceAll("-", "").repeat(2);
  await sql(`INSERT INTO cash_sheet VALUES ($1, $2, 1, $3, '2026-03-20T08:00:00Z', $4)`, [
    centreId,
    businessDate,
    hash,
    status,
  ]);
  await sql(`INSERT INTO cash_sheet_version VALUES ($1, $2, 1, $3, $4, $5, 'map', now())`, [
    centreId,
    businessDate,
    hash,
    JSON.stringify({ centre: centreId }),
    JSON.stringify({ ...sheet, currency: centreId === "203" ? "JPY" : "EUR" }),
  ]);
  for (const shift of shifts) {
    for (const tenderId of ARRANGED_TENDERS) {
      const luck = next() % 5;
      const reported = shift.tenders.find((tender) => tender.tenderId === tenderId);
      const float = tenderId === "CASH" ? 150_00 : 0;
      const amount = (reported?.amount.amount ?? next()) + float + (luck < 3 ? 0 : next() - 5_000);
      if (luck !== 2)
        await insertCount({ centreId, businessDate, counterId }, shift.tillId, tenderId, amount);
    }
  }
  await inTransaction((tx) => recomputeDays(tx, [{ centreId, businessDate }]));
}

async function insertCount(key: Day, tillId: string, tenderId: string, amount: number) {
  await sql(
    `INSERT INTO till_count
       SELECT $1, $2, '1', $3, $4, count(*) + 1, $5, NULL, 'api', $6, now() FROM till_count
        WHERE (centre_id, business_date, till_id, tender_id) = ($1, $2, $3, $4)`,
    [key.centreId, key.businessDate, tillId, tenderId, amount, key.counterId],
  );
}
