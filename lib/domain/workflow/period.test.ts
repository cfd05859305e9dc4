import { expect, test } from "vitest";
import { listClosedDays, type PeriodRow, refusePeriod } from "./period";

const DATES = ["2026-03-01", "2026-03-02", "2026-03-03"];
const [FIRST = "", SECOND = "", THIRD = ""] = DATES;

test.each<[string, PeriodRow[], string[]]>([
  ["nothing said", [], []],
  ["closed as a whole", [{ action: "closed", from: FIRST, to: THIRD }], DATES],
  [
    "closed, and one day reopened",
    [
      { action: "closed", from: FIRST, to: THIRD },
      { action: "reopened", from: SECOND, to: SECOND },
    ],
    [FIRST, THIRD],
  ],
  [
    "reopened, and closed again",
    [
      { action: "closed", from: FIRST, to: SECOND },
      { action: "reopened", from: FIRST, to: THIRD },
      { action: "closed", from: SECOND, to: SECOND },
    ],
    [SECOND],
  ],
])("%s", (_, rows, closed) => {
  expect(listClosedDays(rows, DATES)).toEqual(closed);
});

/** action, text, closed of 3 days, days that are not closed → refusal */
test.each([
  ["closed", null, 0, 0, null],
  ["closed", null, 2, 0, null],
  ["closed", null, 3, 0, "already-done"],
  ["closed", "Month end", 0, 1, "days-not-closed"],
  ["reopened", "Late invoice", 0, 0, "already-done"],
  ["reopened", null, 1, 0, "reason-missing"],
  ["reopened", "Late invoice", 1, 2, null],
] as const)(
  "%s with the text %s, %i closed, %i left: %s",
  (action, text, closed, left, refusal) => {
    expect(refusePeriod({ action, text, closed, unclosed: left, days: 3 })).toBe(refusal);
  },
);
