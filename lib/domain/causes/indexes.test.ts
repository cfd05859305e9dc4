/**
 * The indexes find what comparing everything with everything finds, and the work of a day grows
 * with its lines and not with their pairs.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { day } from "@/lib/testing/cause-days";
import { cashLine, EURO, termsOf } from "@/lib/testing/cause-lines";
import { compareEverything } from "@/lib/testing/causes-by-comparison";
import { minor } from "../money";
import { buildAmountIndex, listBetween } from "./amount-index";
import { formatCauseLineId } from "./cause";
import { computeNear } from "./chance";
import { type CauseDay, listCausesOfDay } from "./likely-causes";
import { findMisplaced } from "./misplaced-index";
import { gatherAtOnce } from "./surroundings";
import { findUsual } from "./usual-index";

/** The date of `cashLine`. */
const DATE = "2026-11-22";
const MS_MAX = 120_000;
const euro = { currency: "EUR", denominations: EURO };

test("a range of amounts is found as by looking at each", () => {
  const amounts = fc.uniqueArray(fc.integer({ min: -50, max: 50 }));
  fc.assert(
    fc.property(amounts, fc.integer(), fc.nat({ max: 60 }), (some, start, width) => {
      const least = start % 60;
      const index = buildAmountIndex(new Map(some.map((amount) => [amount, `${amount}`])));
      const expected = some
        .filter((amount) => amount >= least && amount <= least + width)
        .sort((one, other) => one - other);
      expect(listBetween(index, least, least + width)).toEqual(expected.map(String));
    }),
  );
});

test(
  "the causes are those that comparing everything with everything finds",
  { timeout: MS_MAX },
  () => {
    const days = fc.tuple(day, day).map(([given, before]): CauseDay => {
      const all = [...before.lines, ...before.neighbours];
      const earlier = all.map((line) => ({
        ...line,
        businessDate: `1${line.businessDate.slice(1)}`,
      }));
      return { ...given, earlier, ...euro };
    });
    let named = 0;
    fc.assert(
      fc.property(days, (given) => {
        const results = listCausesOfDay(given);
        for (const line of given.lines) {
          const causes = results.get(formatCauseLineId(line)) ?? [];
          named += causes.length;
          expect(causes).toEqual(compareEverything(given, line));
        }
      }),
      { numRuns: 250 },
    );
    expect(named).toBeGreaterThan(250);
  },
);

test("the tolerance may be anything, and the causes stay the same", { timeout: MS_MAX }, () => {
  fc.assert(
    fc.property(day, fc.constantFrom(0, 1, 500, 2_500, 100_000), (given, tolerance) => {
      const lines = given.lines.map((line) => ({ ...line, tolerance: minor(tolerance) }));
      const changed = { ...given, lines, ...euro };
      const results = listCausesOfDay(changed);
      for (const line of lines) {
        const causes = results.get(formatCauseLineId(line)) ?? [];
        expect(causes).toEqual(compareEverything(changed, line));
      }
    }),
    { numRuns: 100 },
  );
});

test(
  "twice the lines are twice the work, where pairs would be four times as many",
  { timeout: MS_MAX },
  () => {
    const [half, whole] = [countWork(500), countWork(1_000)];
    for (const kind of ["misplaced", "usual"] as const) {
      expect(half[kind]).toBeGreaterThan(500);
      expect(whole[kind] / half[kind]).toBeLessThan(2.5);
    }
    expect(whole.misplaced).toBeLessThan(1_000 * 1_000 * 0.05);
  },
);

/** Counts what is examined on a day of many tills that all differ by one of a hundred amounts. */
function countWork(tills: number): { misplaced: number; usual: number } {
  const lines = Array.from({ length: tills }, (_, at) => {
    const difference = (at % 2 === 0 ? 1 : -1) * (500 + 25 * (at % 100));
    const entry: [string, number] = [`Supplier ${at}`, 500 + 25 * ((at * 7) % 100)];
    const terms = termsOf({ float: 20_000, contributions: [entry] });
    return cashLine(98_470, difference, { tillId: `T${at}`, shiftId: `${at % 3}`, terms });
  });
  const { misplaced, usual } = gatherAtOnce(DATE, lines);
  const work = { misplaced: 0, usual: 0 };
  for (const line of lines) {
    const difference: number = line.difference ?? 0;
    const near = computeNear(-difference, { tolerance: line.tolerance, scale: 200 });
    const own = { tillShift: `${line.shiftId}\u0000${line.tillId}`, ownLabels: new Set<string>() };
    work.misplaced += findMisplaced(misplaced, line, near).length;
    work.usual += findUsual(
      usual,
      own,
      computeNear(difference, { tolerance: 0, scale: 200 }),
    ).length;
  }
  for (const { byAmount } of misplaced.groups.values()) {
    for (const candidates of byAmount.values()) expect(candidates.length).toBeLessThanOrEqual(4);
  }
  return work;
}
