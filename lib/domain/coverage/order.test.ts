import fc from "fast-check";
import { expect, test } from "vitest";
import {
  computePermille,
  type CountedLines,
  judgeCounting,
  sortLeastCounted,
  sortWorstFirst,
  sumCounted,
} from "./order";

test("a day is late once it has ended, and part counted is not none counted", () => {
  expect(judgeCounting({ counted: 0, hasEnded: false })).toBe("not-counted");
  expect(judgeCounting({ counted: 3, hasEnded: false })).toBe("part-counted");
  expect(judgeCounting({ counted: 0, hasEnded: true })).toBe("late");
  expect(judgeCounting({ counted: 3, hasEnded: true })).toBe("late-part");
});

test("a day that nobody counted is worse than many to explain; the future is nothing", () => {
  const rows = [
    row("Cork", ["closed", "closed", "late"]),
    row("Ghent", ["unexplained", "unexplained", "closed"]),
    row("Lyon", ["late", "closed", "closed"]),
    row("Porto", ["late-part", "changed", "closed"]),
    row("Turin", ["closed", "closed", "unread"]),
  ];
  expect(sortWorstFirst(rows, "2026-11-02").map(({ centreName }) => centreName)).toEqual([
    "Lyon",
    "Porto",
    "Ghent",
    "Cork",
    "Turin",
  ]);
});

test("every centre stays, and equal ones keep their order", () => {
  const states = fc.array(fc.constantFrom("closed", "late", "failed", "open"), { maxLength: 5 });
  fc.assert(
    fc.property(fc.array(states, { maxLength: 12 }), (all) => {
      const rows = all.map((of, index) => row(String(index), of));
      const sorted = sortWorstFirst(rows, "2026-12-31");
      expect(new Set(sorted)).toEqual(new Set(rows));
      expect(sortWorstFirst(sorted, "2026-12-31")).toEqual(sorted);
    }),
  );
});

function row(centreName: string, states: readonly string[]) {
  const days = states.map((state, index) => ({ businessDate: `2026-11-0${index + 1}`, state }));
  return { centreName, days };
}

test("what is counted of what is expected is summed exactly, and unknown where nothing is", () => {
  expect(sumCounted([])).toBeNull();
  expect(sumCounted([{ counted: 0, lines: 0 }])).toBeNull();
  const day = fc
    .record({ lines: fc.nat(60), missing: fc.nat(60) })
    .map(({ lines, missing }) => ({ lines, counted: Math.max(0, lines - missing) }));
  fc.assert(
    fc.property(fc.array(day, { minLength: 1 }), (days) => {
      const sum = sumCounted(days);
      expect(sum === null).toBe(days.every(({ lines }) => lines === 0));
      if (sum === null) return;
      const permille = computePermille(sum);
      expect(permille === 1_000).toBe(days.every(({ lines, counted }) => lines === counted));
      expect(permille).toBeGreaterThanOrEqual(0);
    }),
  );
  expect(computePermille({ counted: 412, lines: 418 })).toBe(985);
  expect(computePermille({ counted: 9_999, lines: 10_000 })).toBe(999);
});

test("the least counted centre comes first, and an unknown share last", () => {
  const known = (counted: number, lines: number): { counted: CountedLines | null } => ({
    counted: { counted, lines },
  });
  const unknown = { counted: null };
  const rows = [unknown, known(10, 10), known(1, 2), known(50, 100), known(9, 10), unknown];
  expect(sortLeastCounted(rows)).toEqual([
    known(50, 100),
    known(1, 2),
    known(9, 10),
    known(10, 10),
    unknown,
    unknown,
  ]);
});
