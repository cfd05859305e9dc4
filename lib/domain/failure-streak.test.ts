/** Failures of one centre are distinguished from failures of all. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addFailure, isEverywhere, isSuspected, NO_FAILURES } from "./failure-streak";

function streakOf(...requests: string[][]) {
  return requests.reduce(addFailure, NO_FAILURES);
}

test("one bad centre is not everywhere, however often and with whomever it is asked for", () => {
  const others = fc.uniqueArray(fc.constantFrom("1", "2", "3", "4", "5", "6", "7"));
  fc.assert(
    fc.property(fc.array(others, { minLength: 1, maxLength: 30 }), (requests) => {
      const streak = streakOf(...requests.map((ids) => ["bad", ...ids]));
      expect(streak.apart).toHaveLength(1);
      expect(isEverywhere(streak, 8)).toBe(false);
      expect(isSuspected(streak, 8)).toBe(false);
    }),
  );
});

test("no more centres are taken for failing than do", () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 12 }).map(String), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(ids, { maxLength: 40 }), ids, (requests, bad) => {
      const failed = requests.filter((request) => request.some((id) => bad.includes(id)));
      const { apart, failures } = streakOf(...failed);
      expect(failures).toBe(failed.length);
      expect(apart.length).toBeLessThanOrEqual(bad.length);
      expect(new Set(apart.flat()).size).toBe(apart.flat().length);
    }),
  );
});

test("pieces of a request that failed say how many centres fail", () => {
  const halves = [
    ["1", "2", "3", "4"],
    ["1", "2"],
    ["3", "4"],
  ];
  expect(isSuspected(streakOf(...halves), 4)).toBe(false);
  expect(isSuspected(streakOf(...halves, ["1"], ["2"]), 4)).toBe(true);
});

test.each([isSuspected, isEverywhere])("of fewer centres, all must fail: %o", (rule) => {
  expect(rule(streakOf(["1"]), 1)).toBe(true);
  expect(rule(streakOf(["1"]), 2)).toBe(false);
  expect(rule(streakOf(["1"], ["2"]), 2)).toBe(true);
});

test("three centres give a suspicion, and twenty leave no doubt", () => {
  const failed = (count: number) =>
    streakOf(...Array.from({ length: count }, (_, at) => [`${at}`]));
  expect([2, 3].map((count) => isSuspected(failed(count), 500))).toEqual([false, true]);
  expect([19, 20].map((count) => isEverywhere(failed(count), 500))).toEqual([false, true]);
  expect([10, 11].map((count) => isEverywhere(failed(count), 11))).toEqual([false, true]);
});

test("a request that names no centre says nothing of centres", () => {
  expect(streakOf([], [])).toEqual({ failures: 2, apart: [] });
});
