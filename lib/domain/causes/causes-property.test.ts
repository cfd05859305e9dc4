/** The likely causes have these properties on any day, also on one full of coincidences. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { flawsOf } from "@/lib/testing/cause-arithmetic";
import { amount, day } from "@/lib/testing/cause-days";
import { EURO } from "@/lib/testing/cause-lines";
import { type CauseDayLine, listCausesOfDay, listLikelyCauses } from "./likely-causes";
import { CAUSE_KINDS, formatCauseLineId } from "./cause";
import { minor } from "../money";
import { reasonFits } from "../reason";

const MS_MAX = 120_000;
const euro = { currency: "EUR", denominations: EURO };

test(
  "never more than three, each kind once, best first, and scores add up to 1 at most",
  { timeout: MS_MAX },
  () => {
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
  },
);

test(
  "the arithmetic of every cause yields the difference, of figures that are there",
  { timeout: MS_MAX },
  () => {
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
      { numRuns: 3_000 },
    );
    // A property that no kind ever reaches would prove nothing.
    expect([...CAUSE_KINDS].filter((kind) => !seen.has(kind))).toEqual([]);
  },
);

test("a day answers for each of its lines what the line alone is answered", () => {
  fc.assert(
    fc.property(day, (given) => {
      const results = listCausesOfDay({ ...given, ...euro });
      for (const line of given.lines) {
        const others = [...given.lines, ...given.neighbours].filter((other) => other !== line);
        const { tolerance, agreedFloat, rounding } = line;
        const own = { line, tolerance, agreedFloat, rounding };
        const alone = listLikelyCauses({ ...own, others, ...euro });
        expect(results.get(formatCauseLineId(line)) ?? []).toEqual(alone);
      }
    }),
  );
});

test("causes do not depend on the order in which lines are read", () => {
  fc.assert(
    fc.property(day, ({ lines, neighbours }) => {
      const causes = listCausesOfDay({ lines, neighbours, ...euro });
      const other = { lines: lines.toReversed(), neighbours: neighbours.toReversed() };
      expect(listCausesOfDay({ ...other, ...euro })).toEqual(causes);
    }),
    { numRuns: 500 },
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
