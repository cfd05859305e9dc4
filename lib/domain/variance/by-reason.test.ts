/** The parts always add up to the total, and nothing unknown is taken for zero. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_REASON } from "../reason";
import {
  buildReasonTable,
  computeGrossOf,
  divideByReason,
  findLargestGrowth,
  listDrawnReasons,
  type ReasonSums,
  type SpanSums,
  stackSpans,
  WITHIN_TOLERANCE,
} from "./by-reason";

const WEEK = { from: "2026-11-17", to: "2026-11-23" };
const BEFORE = { from: "2026-11-10", to: "2026-11-16" };

const sides = fc.record({
  lines: fc.nat(50),
  shortMinor: fc.integer({ min: -100_000, max: 0 }),
  overMinor: fc.nat(100_000),
});
const rows = fc.array(
  fc.record({ reason: fc.constantFrom("wrong-till", "other", "training", NO_REASON), of: sides }),
  { maxLength: 8 },
);

test("reasons and what lies within tolerance add up to the total", () => {
  fc.assert(
    fc.property(sides, rows, (rest, given) => {
      const own = given.map(({ reason, of }) => row(reason, of));
      const total = {
        lines: rest.lines + own.reduce((sum, { lines }) => sum + lines, 0),
        shortMinor: rest.shortMinor + own.reduce((sum, { shortMinor }) => sum + shortMinor, 0),
        overMinor: rest.overMinor + own.reduce((sum, { overMinor }) => sum + overMinor, 0),
      };
      const parts = divideByReason(total, own);
      for (const key of ["lines", "shortMinor", "overMinor"] as const) {
        expect(parts.reduce((sum, part) => sum + part[key], 0)).toBe(total[key]);
      }
      expect(parts.reduce((sum, { grossMinor }) => sum + grossMinor, 0)).toBe(
        computeGrossOf(total),
      );
      const { rows: table, total: sum } = buildReasonTable(
        { spans: [span(total)], rows: own },
        { spans: [span(total, BEFORE)], rows: own },
      );
      expect(table.every(({ changeMinor }) => changeMinor === 0)).toBe(true);
      expect(sum.changeMinor).toBe(0);
      const shares = table.reduce((all, { share }) => all + (share ?? 0), 0);
      expect(shares).toBeCloseTo(sum.grossMinor === 0 ? 0 : 1);
    }),
  );
});

test("a reason that was given before and no longer shrank to nothing, and is listed", () => {
  const { rows: table } = buildReasonTable(
    {
      spans: [span(short(900))],
      rows: [row(NO_REASON, short(900))],
    },
    {
      spans: [span({ lines: 2, shortMinor: -700, overMinor: 0 }, BEFORE)],
      rows: [row("wrong-till", short(500)), row(NO_REASON, short(200))],
    },
  );
  expect(table.map(({ reason, changeMinor }) => [reason, changeMinor])).toEqual([
    [NO_REASON, 700],
    ["wrong-till", -500],
  ]);
  expect(findLargestGrowth(table)?.reason).toBe(NO_REASON);
});

test("nothing is compared with a period of which too little was counted", () => {
  const now = { spans: [span(short(900))], rows: [row(NO_REASON, short(900))] };
  const few = {
    spans: [{ ...span(short(10), BEFORE), compared: 3 }],
    rows: [row(NO_REASON, short(10))],
  };
  for (const before of [few, { spans: [], rows: [] }]) {
    const { rows: table, total } = buildReasonTable(now, before);
    expect(table.map(({ changeMinor }) => changeMinor)).toEqual([null]);
    expect(total.changeMinor).toBeNull();
    expect(findLargestGrowth(table)).toBeNull();
  }
});

test("a week without a compared line is unknown, and has no parts", () => {
  const [before, now] = stackSpans([
    { spansOfPeriod: [BEFORE], spans: [], rows: [], isCurrent: false },
    {
      spansOfPeriod: [WEEK],
      spans: [span({ lines: 3, shortMinor: -900, overMinor: 50 })],
      rows: [row("wrong-till", short(600))],
      isCurrent: true,
    },
  ]);
  expect(before).toMatchObject({ known: false, parts: [], isCurrent: false });
  expect(now).toMatchObject({ known: true, netMinor: -850, isCurrent: true });
  expect(now?.parts.map(({ reason, grossMinor }) => [reason, grossMinor])).toEqual([
    ["wrong-till", 600],
    [WITHIN_TOLERANCE, 350],
  ]);
});

test("a picture names the five largest reasons", () => {
  const codes = ["a", "b", "c", "d", "e", "f"];
  const parts = divideByReason(
    { lines: 9, shortMinor: -9_999, overMinor: 0 },
    [...codes, NO_REASON].map((code, index) => row(code, short(700 - index))),
  );
  expect(listDrawnReasons(parts)).toEqual(codes.slice(0, 5));
});

function row(reason: string, of: Omit<ReasonSums, "from" | "to" | "currency" | "reason">) {
  return { ...WEEK, currency: "EUR", reason, ...of };
}

function span(
  of: { lines: number; shortMinor: number; overMinor: number },
  range = WEEK,
): SpanSums {
  return { ...range, currency: "EUR", compared: 40, ...of };
}

function short(amount: number) {
  return { lines: 1, shortMinor: -amount, overMinor: 0 };
}
