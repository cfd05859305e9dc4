import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeCounting, sortWorstFirst } from "./order";

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
