/** Cash on hand follows the amounts: what came in, and what left by deposits and pickups. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../business-date";
import { type CashDay, computeCashStanding, computePending } from "./cash";

function cash(date: string, takenMinor: number | null, depositedMinor: number | null): CashDay {
  return { businessDate: `2026-03-${date}`, takenMinor, depositedMinor };
}

describe("cash on hand", () => {
  test("is what was taken and has not left, and the floats", () => {
    const days = [cash("01", 5_000, 0), cash("02", 7_000, 12_000), cash("03", 4_000, 0)];
    expect(computeCashStanding([...days, cash("04", 3_000, null)], 15_000)).toEqual({
      businessDate: "2026-03-04",
      floatMinor: 15_000,
      pendingMinor: 7_000,
      pendingSince: "2026-03-03",
      excessMinor: 0,
      excessSince: null,
      onHandMinor: 22_000,
      depositsProvided: true,
      lastDepositDate: "2026-03-02",
      lastDepositMinor: 12_000,
    });
  });

  test("keeps what a deposit does not take", () => {
    const days = [cash("01", 2_000, 0), cash("02", 500, 1_500)];
    const standing = computeCashStanding(days, null);
    expect([standing?.pendingMinor, standing?.pendingSince]).toEqual([1_000, "2026-03-01"]);
  });

  test("says when more left than came in, and does not set it off against later takings", () => {
    const days = [cash("01", 1_000, 0), cash("02", 500, 2_000), cash("03", 700, 0)];
    expect(computeCashStanding(days, null)).toMatchObject({
      pendingMinor: 700,
      excessMinor: 500,
      excessSince: "2026-03-02",
    });
  });

  test("is unknown where the sheets are silent", () => {
    const standing = computeCashStanding([cash("01", 5_000, 0)], null);
    expect([standing?.pendingMinor, standing?.onHandMinor]).toEqual([5_000, null]);
    expect(computeCashStanding([], 1)).toBeNull();
    const silent = { pendingMinor: null, onHandMinor: null, depositsProvided: false };
    expect(computeCashStanding([cash("01", 5_000, null)], 5)).toMatchObject(silent);
    const unknown = [cash("01", null, 0), cash("02", 1, 0)];
    expect(computeCashStanding(unknown, 5)?.pendingMinor).toBeNull();
  });

  test("leaves out what is older than cash waits", () => {
    const old = [cash("01", null, 0), cash("02", 1_000, 4_000)];
    const days = [...old, { ...cash("01", 300, 0), businessDate: "2026-04-10" }];
    expect(computeCashStanding(days, 5)).toMatchObject({ pendingMinor: 300, excessMinor: 0 });
  });
});

const amount = fc.integer({ min: -1_000, max: 10_000 });
const days = fc.array(fc.tuple(amount, fc.option(amount)), { maxLength: 40 }).map((all) =>
  all.map(([takenMinor, depositedMinor], at): CashDay => {
    return { businessDate: addDays("2026-03-01", at), takenMinor, depositedMinor };
  }),
);
const total = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + one, 0);

describe("pending cash", () => {
  test("and what left are what came in and the excess, to the cent", () => {
    fc.assert(
      fc.property(days, (all) => {
        const pending = computePending(all);
        const came = total(all.map(({ takenMinor }) => takenMinor ?? 0));
        const left = total(all.map(({ depositedMinor }) => depositedMinor ?? 0));
        const excess = total((pending?.excesses ?? []).map(({ amountMinor }) => amountMinor));
        expect((pending?.pendingMinor ?? 0) + left).toBe(came + excess);
      }),
    );
  });

  test("is never negative, and is pending since a day whose takings it contains", () => {
    fc.assert(
      fc.property(days, (all) => {
        const pending = computePending(all);
        expect(pending?.pendingMinor).toBeGreaterThanOrEqual(0);
        expect(pending?.pendingSince === null).toBe(pending?.pendingMinor === 0);
        for (const { amountMinor } of pending?.excesses ?? [])
          expect(amountMinor).toBeGreaterThan(0);
      }),
    );
  });

  test("is unknown as soon as one day is", () => {
    fc.assert(
      fc.property(days, fc.nat(), (all, at) => {
        const known = computePending(all);
        expect(known).not.toBeNull();
        if (all.length === 0) return;
        expect(computePending(all.with(at % all.length, cash("01", null, 0)))).toBeNull();
      }),
    );
  });
});
