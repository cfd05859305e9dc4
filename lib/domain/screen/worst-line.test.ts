import fc from "fast-check";
import { expect, test } from "vitest";
import { VERDICTS } from "../line";
import { findNextUnexplained, findWorstLine, isUnexplained, type ListedLine } from "./worst-line";

function line(part: Partial<ListedLine>): ListedLine {
  return { verdict: "short", differenceMinor: -100, countedMinor: 900, reason: null, ...part };
}

test("the largest unexplained difference is the worst, whatever its sign", () => {
  const worst = line({ differenceMinor: 8_276, verdict: "over" });
  const lines = [line({}), worst, line({ differenceMinor: -9_999, reason: "cash-handling" })];
  expect(findWorstLine(lines)).toBe(worst);
});

test("of equals the first is chosen, and a count without a sheet counts in full", () => {
  const first = line({ differenceMinor: -8_276 });
  const second = line({ differenceMinor: 8_276, verdict: "over" });
  expect(findWorstLine([line({}), first, second])).toBe(first);
  const unexpected = line({ verdict: "unexpected", differenceMinor: null, countedMinor: 21_240 });
  expect(findWorstLine([first, unexpected])).toBe(unexpected);
});

test("what nobody counted comes before what is explained, and what matched is never chosen", () => {
  const uncounted = line({ verdict: "uncounted", differenceMinor: null, countedMinor: null });
  const explained = line({ differenceMinor: -9_999, reason: "cash-handling" });
  expect(findWorstLine([explained, uncounted])).toBe(uncounted);
  expect(findWorstLine([line({ verdict: "within-tolerance" }), explained])).toBe(explained);
  expect(findWorstLine([line({ verdict: "matched" })])).toBeNull();
});

test("the next line to explain is the one below, then from the top, then none", () => {
  const lines = [line({}), line({ reason: "other" }), line({}), line({ verdict: "matched" })];
  expect(findNextUnexplained(lines, 0)).toBe(2);
  expect(findNextUnexplained(lines, 2)).toBe(0);
  expect(findNextUnexplained(lines, -1)).toBe(0);
  expect(findNextUnexplained([line({})], 0)).toBeNull();
  expect(findNextUnexplained([], -1)).toBeNull();
});

test("explaining one after the other reaches every line that needs it, once", () => {
  const lines = fc.array(
    fc.record({ verdict: fc.constantFrom(...VERDICTS), explained: fc.boolean() }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(lines, (made) => {
      const open = made.map(({ verdict, explained }) =>
        line({ verdict, reason: explained ? "other" : null }),
      );
      const needed = open.filter(isUnexplained).length;
      let at = findNextUnexplained(open, -1);
      let steps = 0;
      while (at !== null && steps <= needed) {
        open[at] = line({ ...open[at], reason: "cash-handling" });
        steps += 1;
        at = findNextUnexplained(open, at);
      }
      expect(steps).toBe(needed);
    }),
  );
});
