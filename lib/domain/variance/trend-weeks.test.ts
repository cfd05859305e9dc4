import { expect, test } from "vitest";
import { arrangeWeeks, type TrendWeek } from "./trend-weeks";

test("a week that the period only begins with is not drawn, and an unknown one is null", () => {
  const weeks = [
    week(0, { isCurrent: true }, 10),
    week(1, { isCurrent: true }, 20),
    week(2, { isCurrent: true }, 3),
    week(0, { isBefore: true }, 40),
    week(2, { isBefore: true }, 5),
    week(2, {}, 1),
  ];
  const { series, drawn } = arrangeWeeks(weeks, { days: 16, measure: "gross" });
  expect(drawn.map(({ value }) => value)).toEqual([null, null, null, 6, null, 40, 20, 10]);
  expect(drawn.map(({ isCurrent }) => isCurrent).lastIndexOf(false)).toBe(5);
  expect(series.current.shortMinor).toBe(-33);
  expect(series.before.shortMinor).toBe(-45);
  expect(series.history.map((one) => one?.shortMinor ?? null)).toEqual([-40, null, -6]);
});

function week(
  at: number,
  belongs: { isCurrent?: boolean; isBefore?: boolean },
  amount: number,
): TrendWeek {
  const { isCurrent = false, isBefore = false } = belongs;
  const sums = { shortMinor: -amount, overMinor: 0, salesMinor: null, compared: 4 };
  return { week: at, isCurrent, isBefore, sums };
}
