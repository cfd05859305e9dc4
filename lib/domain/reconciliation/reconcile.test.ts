import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ExpectedLine } from "./expected-cash";
import { minor, sum } from "../money";
import { type CountedLine, judge, reconcile } from "./reconcile";

const NONE = null;
const DAY = { centreId: "101", businessDate: "2026-03-01" };
const position = (shiftId: string, tillId: string, tenderId: string) => ({
  shiftId,
  tillId,
  tenderId,
});

const report = (key: ReturnType<typeof position>, expected: number | null): ExpectedLine => ({
  ...key,
  shiftName: "Morning",
  tillName: "Till 1",
  tenderName: "Cash",
  tenderKind: "cash",
  expected: expected === null ? null : minor(expected),
  terms: null,
  rounded: false,
  sales: null,
});
const count = (key: ReturnType<typeof position>, counted: number): CountedLine => ({
  ...key,
  counted: minor(counted),
  version: 1,
});

describe("judge", () => {
  test.each([
    // expected  counted  tolerance  verdict
    [10_000, 10_000, 500, "matched"],
    [0, 0, 0, "matched"],
    [10_000, 10_500, 500, "within-tolerance"],
    [10_000, 9_500, 500, "within-tolerance"],
    [10_000, 10_501, 500, "over"],
    [10_000, 9_499, 500, "short"],
    [10_000, 9_999, 0, "short"],
    [-500, 0, 0, "over"],
    [10_000, NONE, 500, "uncounted"],
    [NONE, 10_000, 500, "unexpected"],
  ])("expected %s, counted %s, tolerance %s", (expected, counted, tolerance, verdict) => {
    const judged = judge({
      expected: expected === NONE ? NONE : minor(expected),
      counted: counted === NONE ? NONE : minor(counted),
      tolerance: minor(tolerance),
    });
    expect(judged).toBe(verdict);
  });
});

describe("reconcile", () => {
  const positions = fc.record({
    shiftId: fc.constantFrom("1", "2", "10"),
    tillId: fc.constantFrom("T1", "T2"),
    tenderId: fc.constantFrom("CASH", "CARD"),
  });
  const selector = (line: ReturnType<typeof position>) =>
    `${line.shiftId} ${line.tillId} ${line.tenderId}`;
  const money = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const reports = fc.uniqueArray(
    fc.tuple(positions, fc.option(money)).map(([key, expected]) => report(key, expected)),
    { selector },
  );
  const counts = fc.uniqueArray(
    fc.tuple(positions, money).map(([key, counted]) => count(key, counted)),
    { selector },
  );
  const ruleFor = () => null;

  test("no cent is lost: the differences add up to counted minus expected", () => {
    fc.assert(
      fc.property(reports, counts, (expected, counted) => {
        const lines = reconcile({ ...DAY, expected, counted, ruleFor });
        const compared = lines.filter(({ difference }) => difference !== null);
        const total = (side: "expected" | "counted" | "difference") =>
          sum(compared.map((line) => line[side] ?? minor(0)));
        expect(total("difference")).toBe(total("counted") - total("expected"));
        const found = lines.flatMap((line) => line.counted ?? []);
        expect(sum(found)).toBe(sum(counted.map((line) => line.counted)));
        const asked = lines.flatMap((line) => line.expected ?? []);
        expect(sum(asked)).toBe(sum(expected.flatMap((line) => line.expected ?? [])));
      }),
    );
  });

  test("every line appears once and in order, whatever the order of the input", () => {
    fc.assert(
      fc.property(reports, counts, (expected, counted) => {
        const lines = reconcile({ ...DAY, expected, counted, ruleFor });
        const reversed = reconcile({
          ...DAY,
          expected: expected.toReversed(),
          counted: counted.toReversed(),
          ruleFor,
        });
        expect(lines).toEqual(reversed);
        expect(lines.length).toBe(new Set([...expected, ...counted].map(selector)).size);
      }),
    );
  });

  test("a line of which the sheet gives no amount stays, counted or not", () => {
    const key = position("1", "T1", "CASH");
    const expected = [report(key, null)];
    const [waiting] = reconcile({ ...DAY, expected, counted: [], ruleFor });
    expect(waiting).toMatchObject({ verdict: "uncounted", expected: null, difference: null });
    const [line] = reconcile({ ...DAY, expected, counted: [count(key, 5)], ruleFor });
    expect(line).toMatchObject({ verdict: "unexpected", expected: null, tenderName: "Cash" });
  });

  test("a count that the sheet does not report keeps the names it knows", () => {
    const expected = [report(position("1", "T1", "CASH"), 5)];
    const counted = [count(position("1", "T9", "CASH"), 5)];
    const [, line] = reconcile({ ...DAY, expected, counted, ruleFor });
    expect(line).toMatchObject({ shiftName: "Morning", tillName: null, tenderName: "Cash" });
    expect(line?.tenderKind).toBeNull();
  });

  test("a line listed twice on one side is a programming error", () => {
    const key = position("1", "T1", "CASH");
    const expected = [report(key, 1), report(key, 1)];
    expect(() => reconcile({ ...DAY, expected, counted: [], ruleFor })).toThrow("twice");
    const counted = [count(key, 1), count(key, 1)];
    expect(() => reconcile({ ...DAY, expected: [], counted, ruleFor })).toThrow("twice");
  });
});
