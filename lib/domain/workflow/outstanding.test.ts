import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minor } from "../money";
import {
  type DayRecords,
  type Explanation,
  computeFloatChecks,
  computeOutstanding,
} from "./outstanding";
import { formatLinePosition } from "../keys";

const LINE = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
const NOTHING: DayRecords = { explanations: [], recounts: [], openings: [] };
type OutstandingLine = Parameters<typeof computeOutstanding>[0][number];

const short = (difference: number, more: Partial<OutstandingLine> = {}): OutstandingLine => ({
  ...LINE,
  verdict: "short" as const,
  difference: minor(difference),
  counted: minor(1_000),
  approval: minor(500),
  countVersion: 1,
  ...more,
});
const uncounted = (): OutstandingLine =>
  short(0, { verdict: "uncounted", difference: null, counted: null, countVersion: null });
const unexpected = (countVersion = 1): OutstandingLine =>
  short(0, { verdict: "unexpected", difference: null, countVersion });
const recordsOf = (more: Partial<Explanation> = {}): DayRecords => ({
  ...NOTHING,
  explanations: [
    {
      ...LINE,
      kind: "explained",
      reason: "other",
      difference: minor(-200),
      countVersion: 1,
      ...more,
    },
  ],
});

describe("what is left to do", () => {
  // case, line, records, unexplained, unwaived
  test.each([
    ["a short has to be explained", short(-200), NOTHING, 1, 0],
    ["a short is explained", short(-200), recordsOf(), 0, 0],
    ["another difference than was explained is not", short(-300), recordsOf(), 1, 0],
    [
      "an explanation that was taken back is none",
      short(-200),
      recordsOf({ kind: "withdrawn" }),
      1,
      0,
    ],
    ["a line may be waived while nobody has counted it", uncounted(), NOTHING, 0, 1],
    [
      "a waived line is settled",
      uncounted(),
      recordsOf({ kind: "waived", difference: null }),
      0,
      0,
    ],
    [
      "a waived line that was counted after all is not",
      short(-200),
      recordsOf({ kind: "waived" }),
      1,
      0,
    ],
    ["an explanation does not waive", uncounted(), recordsOf({ difference: null }), 0, 1],
    ["a count nobody expects is explained", unexpected(), recordsOf({ difference: null }), 0, 0],
    ["but not its recount", unexpected(2), recordsOf({ difference: null }), 1, 0],
    ["a match wants nothing", short(0, { verdict: "matched" }), NOTHING, 0, 0],
  ])("%s", (_what, line, given, unexplained, unwaived) => {
    expect(computeOutstanding([line], given)).toMatchObject({ unexplained, unwaived });
  });

  test("a fresh count is wanted until one is newer than the one in question", () => {
    const asked = { ...NOTHING, recounts: [{ ...LINE, countVersion: 2 }] };
    expect(computeOutstanding([short(-1, { countVersion: 2 })], asked).recounts).toBe(1);
    expect(computeOutstanding([short(-1, { countVersion: 3 })], asked).recounts).toBe(0);
  });

  test("above the second level is approved as well, explained or not", () => {
    const lines = [short(-500), short(-501), short(501, { verdict: "over" }), unexpected()];
    expect(lines.map((line) => computeOutstanding([line], NOTHING).approvals)).toEqual([
      0, 1, 1, 1,
    ]);
    expect(computeOutstanding([uncounted()], NOTHING).approvals).toBe(0);
  });

  test("is never more than there are lines and checks, and a reason settles at most one", () => {
    const amounts = fc.array(fc.integer({ min: -900, max: 900 }), { maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 8 }), (differences, count) => {
        const lines = differences.map((difference, at) =>
          short(difference, {
            tillId: String(at),
            verdict: difference === 0 ? "matched" : "short",
          }),
        );
        const explanations = lines.slice(0, count).map((line): Explanation => ({
          ...line,
          kind: "explained",
          reason: "other",
        }));
        const before = computeOutstanding(lines, NOTHING).unexplained;
        const after = computeOutstanding(lines, { ...NOTHING, explanations }).unexplained;
        const settled = lines.slice(0, count).filter(({ difference }) => difference !== 0).length;
        expect(before - after).toBe(settled);
      }),
    );
  });
});

describe("the float at opening", () => {
  const opening = { shiftId: "1", tillId: "T1", counted: minor(148_00) };

  test("is checked against the count before and against what is agreed, each on its own", () => {
    const checks = computeFloatChecks([
      { ...opening, previous: minor(150_00), agreed: minor(148_00) },
    ]);
    expect(checks.map(({ tenderId, difference }) => [tenderId, difference])).toEqual([
      ["~opening-previous", -2_00],
      ["~opening-agreed", 0],
    ]);
  });

  test("has no check against what nobody knows", () => {
    expect(computeFloatChecks([{ ...opening, previous: null, agreed: null }])).toEqual([]);
  });

  test("wants an explanation for each check that differs", () => {
    const openings = [{ ...opening, previous: minor(150_00), agreed: minor(140_00) }];
    expect(computeOutstanding([], { ...NOTHING, openings }).unexplained).toBe(2);
    const tenderId = "~opening-previous";
    const explained = { ...recordsOf({ tenderId, difference: minor(-2_00) }), openings };
    const work = computeOutstanding([], explained);
    expect(work.unexplained).toBe(1);
    expect(work.reasons.get(formatLinePosition({ ...LINE, tenderId }))).toBe("other");
  });
});
