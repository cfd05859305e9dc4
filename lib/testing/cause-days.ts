/** Generates days full of coincidences, for the properties of the likely causes. */
import fc from "fast-check";
import { formatCauseLineId } from "@/lib/domain/causes/cause";
import type { CauseDayLine } from "@/lib/domain/causes/likely-causes";
import { TERMS, type WaterfallTerm } from "@/lib/domain/line";
import { minor } from "@/lib/domain/money";

const TENDERS = { CASH: "cash", CARD: "card", MEAL: "voucher" } as const;

/**
 * The amounts are few, so that floats, entries and differences often coincide; some are a little
 * off.
 */
export const amount = fc
  .tuple(
    fc.constantFrom(500, 1_100, 1_840, 2_000, 5_000, 15_000, 20_000, 35_000, 98_470, 48_270),
    fc.constantFrom(0, 0, 0, 5, -120),
  )
  .map(([most, rest]) => most + rest);

const movedTerms = fc
  .array(fc.tuple(fc.constantFrom(...TERMS), fc.constantFrom("Bread", "Change", null), amount), {
    maxLength: 5,
  })
  .chain((moved) => fc.constantFrom(moved, [...moved, ...moved.slice(0, 1)]))
  .map((moved): WaterfallTerm[] =>
    TERMS.map((term) => {
      const sign = ["float", "sales", "contributions"].includes(term) ? 1 : -1;
      const entries = moved
        .filter(([name]) => name === term)
        .map(([, label, size]) => ({ label, amount: minor(sign * size) }));
      const total = entries.reduce((all, entry) => all + entry.amount, 0);
      return { term, amount: entries.length === 0 ? null : minor(total), entries };
    }),
  );

/**
 * A count may be near what is expected, miss an entry or have it twice, have digits swapped, a
 * slipped decimal point, or be anything.
 */
const counted = (expected: number, terms: readonly WaterfallTerm[]) =>
  fc.oneof(
    sizeOfMistake(terms).map((size) => expected + size),
    sizeOfMistake(terms).map((size) => Math.max(0, expected - size)),
    fc.constantFrom(expected, expected * 10, expected * 100, Math.floor(expected / 10)),
    fc.nat({ max: 8 }).map((at) => swapAt(String(expected), at)),
    fc.nat({ max: 500_000 }),
  );

/** An amount, or that of an entry of the line. */
const sizeOfMistake = (terms: readonly WaterfallTerm[]) => {
  const entries = terms
    .flatMap((term) => term.entries)
    .flatMap((entry) => (entry.amount === null ? [] : [Math.abs(entry.amount)]));
  return entries.length === 0 ? amount : fc.oneof(amount, fc.constantFrom(...entries));
};

const dayLine = fc
  .record({
    businessDate: fc.constantFrom("2026-11-21", "2026-11-22", "2026-11-22", "2026-11-23"),
    shiftId: fc.constantFrom("1", "2"),
    tillId: fc.constantFrom("T1", "T2"),
    tenderId: fc.constantFrom("CASH" as const, "CASH" as const, "CARD" as const, "MEAL" as const),
    expected: amount,
    terms: movedTerms,
    agreedFloat: fc.constantFrom(null, minor(20_000), minor(15_000)),
    rounding: fc.constantFrom(undefined, { step: minor(10), receipts: 60 }),
    tolerance: fc.constantFrom(minor(0), minor(200)),
  })
  .chain((given) =>
    counted(given.expected, given.terms).map((found): CauseDayLine => {
      const tenderKind = TENDERS[given.tenderId];
      return {
        ...given,
        tenderKind,
        denominations: null,
        expected: minor(given.expected),
        counted: minor(found),
        difference: minor(found - given.expected),
        terms: tenderKind === "cash" ? given.terms : null,
      };
    }),
  );

export const day = fc
  .uniqueArray(dayLine, { selector: formatCauseLineId, minLength: 1, maxLength: 14 })
  .map((lines) => ({
    lines: lines.filter(({ businessDate }) => businessDate === "2026-11-22"),
    neighbours: lines.filter(({ businessDate }) => businessDate !== "2026-11-22"),
  }));

function swapAt(digits: string, at: number): number {
  return Number(
    digits.slice(0, at) + [...digits.slice(at, at + 2)].reverse().join("") + digits.slice(at + 2),
  );
}
