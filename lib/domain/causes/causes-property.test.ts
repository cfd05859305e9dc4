/** The likely causes have these properties on any day, also on one full of coincidences. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { flawsOf } from "@/lib/testing/cause-arithmetic";
import { EURO } from "@/lib/testing/cause-lines";
import { type CauseDayLine, listCausesOfDay, listLikelyCauses } from "./likely-causes";
import { CAUSE_KINDS, formatCauseLineId } from "./cause";
import { TERMS, type WaterfallTerm } from "../line";
import { minor } from "../money";
import { reasonFits } from "../reason";

const TENDERS = { CASH: "cash", CARD: "card", MEAL: "voucher" } as const;

/**
 * The amounts are few, so that floats, entries and differences often coincide; some are a little
 * off.
 */
const amount = fc
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
 * A count may be near what is expected, have digits swapped, a slipped decimal point, or be
 * anything.
 */
const counted = (expected: number) =>
  fc.oneof(
    amount.map((size) => expected + size),
    amount.map((size) => Math.max(0, expected - size)),
    fc.constantFrom(expected, expected * 10, expected * 100, Math.floor(expected / 10)),
    fc.nat({ max: 8 }).map((at) => swapAt(String(expected), at)),
    fc.nat({ max: 500_000 }),
  );

const dayLine = fc
  .record({
    businessDate: fc.constantFrom("2026-11-21", "2026-11-22", "2026-11-22", "2026-11-23"),
    shiftId: fc.constantFrom("1", "2"),
    tillId: fc.constantFrom("T1", "T2"),
    tenderId: fc.constantFrom("CASH" as const, "CASH" as const, "CARD" as const, "MEAL" as const),
    expected: amount,
    terms: movedTerms,
    agreedFloat: fc.constantFrom(null, minor(20_000), minor(15_000)),
    tolerance: fc.constantFrom(minor(0), minor(200)),
  })
  .chain((given) =>
    counted(given.expected).map((found): CauseDayLine => {
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

const day = fc
  .uniqueArray(dayLine, { selector: formatCauseLineId, minLength: 1, maxLength: 14 })
  .map((lines) => ({
    lines: lines.filter(({ businessDate }) => businessDate === "2026-11-22"),
    neighbours: lines.filter(({ businessDate }) => businessDate !== "2026-11-22"),
  }));

const euro = { currency: "EUR", denominations: EURO };

test("never more than three, each kind once, best first, and scores add up to 1 at most", () => {
  fc.assert(
    fc.property(day, (given) => {
      for (const causes of listCausesOfDay({ ...given, ...euro }).values()) {
        const scores = causes.map(({ score }) => score);
        expect(causes.length).toBeLessThanOrEqual(3);
        expect(new Set(causes.map(({ kind }) => kind)).size).toBe(causes.length);
        expect(scores).toEqual(scores.toSorted((one, other) => other - one));
        expect(scores.filter((score) => !(score > 0 && score <= 1))).toEqual([]);
        expect(scores.reduce((all, score) => all + score, 0)).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
    { numRuns: 500 },
  );
});

test("the arithmetic of every cause yields the difference, of figures that are there", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(day, (given) => {
      const results = listCausesOfDay({ ...given, ...euro });
      const all = [...given.lines, ...given.neighbours];
      for (const line of given.lines) {
        for (const cause of results.get(formatCauseLineId(line)) ?? []) {
          seen.add(cause.kind);
          const flaws = flawsOf(cause, line, all);
          expect(flaws, JSON.stringify({ cause, line })).toEqual([]);
          expect(cause.reason).toBe(cause.kind);
          const verdict = (line.difference ?? 0) < 0 ? "short" : "over";
          expect(reasonFits(cause.reason, verdict)).toBe(true);
        }
      }
    }),
    { numRuns: 2_000 },
  );
  // A property that no kind ever reaches would prove nothing.
  expect([...CAUSE_KINDS].filter((kind) => !seen.has(kind))).toEqual([]);
});

test("a day answers for each of its lines what the line alone is answered", () => {
  fc.assert(
    fc.property(day, (given) => {
      const results = listCausesOfDay({ ...given, ...euro });
      for (const line of given.lines) {
        const others = [...given.lines, ...given.neighbours].filter((other) => other !== line);
        const { tolerance, agreedFloat } = line;
        const alone = listLikelyCauses({ line, others, tolerance, agreedFloat, ...euro });
        expect(results.get(formatCauseLineId(line)) ?? []).toEqual(alone);
      }
    }),
  );
});

test("a line that matched is not asked about", () => {
  fc.assert(
    fc.property(day, (given) => {
      const results = listCausesOfDay({ ...given, ...euro });
      const open = given.lines.filter(({ difference }) => difference !== 0);
      expect([...results.keys()].sort()).toEqual(open.map(formatCauseLineId).sort());
    }),
  );
});

test("a note too many is as likely as one too few, and money is missing as it is over", () => {
  const cash = fc.integer({ min: 1_100_000, max: 4_000_000 });
  fc.assert(
    fc.property(cash, amount, fc.boolean(), (expected, size, elsewhere) => {
      const lines = [1, -1].map((sign) => {
        const line = plain(expected, sign * size, "T1");
        const others = elsewhere ? [plain(expected, -sign * size, "T2")] : [];
        const asked = listLikelyCauses({
          line,
          others,
          tolerance: minor(200),
          agreedFloat: null,
          ...euro,
        });
        return asked.filter(({ kind }) => kind === "note-miscounted" || kind === "wrong-till");
      });
      const [over, short] = lines.map((causes) =>
        causes.map(({ kind, facts }) => [kind, facts.amountMinor]),
      );
      expect(over).toEqual(short);
    }),
  );
});

/**
 * The line is counted piece by piece, ten of each note and the rest in cents, so that no total was
 * typed.
 */
function plain(expected: number, difference: number, tillId: string): CauseDayLine {
  const counted = expected + difference;
  const notes = EURO.slice(1).map((valueMinor) => ({ valueMinor, quantity: 10 }));
  const rest = counted - 10 * EURO.slice(1).reduce((all, value) => all + value, 0);
  return {
    businessDate: "2026-11-22",
    shiftId: "1",
    tillId,
    tenderId: "CASH",
    tenderKind: "cash",
    expected: minor(expected),
    counted: minor(counted),
    difference: minor(difference),
    terms: null,
    tolerance: minor(200),
    agreedFloat: null,
    denominations: [{ valueMinor: 1, quantity: rest }, ...notes],
  };
}

function swapAt(digits: string, at: number): number {
  return Number(
    digits.slice(0, at) + [...digits.slice(at, at + 2)].reverse().join("") + digits.slice(at + 2),
  );
}
