import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, listDays, monthEnd } from "@/lib/domain/business-date";
import { splitByFive, splitByMonth } from "./months";

test.each([
  // from, to → months, days more, days less
  ["2026-03-01", "2026-03-31", "2026-03", "", ""],
  ["2026-03-02", "2026-03-31", "2026-03", "", "2026-03-01/2026-03-01"],
  ["2026-03-05", "2026-03-06", "", "2026-03-05/2026-03-06", ""],
  ["2026-03-03", "2026-03-28", "2026-03", "", "2026-03-01/2026-03-02 2026-03-29/2026-03-31"],
  ["2026-02-15", "2026-04-02", "2026-03", "2026-02-15/2026-02-28 2026-04-01/2026-04-02", ""],
])("%s to %s is %s, and %s, without %s", (from, to, months, more, less) => {
  const split = splitByMonth({ from, to });
  const ranges = (parts: typeof split.more) =>
    parts.map((one) => `${one.from}/${one.to}`).join(" ");
  expect([split.months.join(" "), ranges(split.more), ranges(split.less)]).toEqual([
    months,
    more,
    less,
  ]);
});

test("any range is its months and more without less, and never half of a month day by day", () => {
  const starts = fc.nat(2_000).map((days) => addDays("2023-01-01", days));
  fc.assert(
    fc.property(starts, fc.nat(399), (from, length) => {
      const to = addDays(from, length);
      const { months, more, less } = splitByMonth({ from, to });
      const taken = new Set(less.flatMap(listDays));
      const whole = months.flatMap((month) =>
        listDays({ from: `${month}-01`, to: monthEnd(`${month}-01`) }),
      );
      const days = [...whole.filter((day) => !taken.has(day)), ...more.flatMap(listDays)];
      expect(days.sort()).toEqual(listDays({ from, to }));
      expect([...taken].every((day) => whole.includes(day))).toBe(true);
      expect(more.flatMap(listDays).length + taken.size).toBeLessThanOrEqual(2 * 15);
    }),
  );
});

test("any range within a month is its fives and more without less, and few days at each end", () => {
  const months = fc.nat(48).map((days) => addDays("2023-01-01", days * 31).slice(0, 7));
  fc.assert(
    fc.property(months, fc.nat(30), fc.nat(30), (month, one, other) => {
      const days = listDays({ from: `${month}-01`, to: monthEnd(`${month}-01`) });
      const range = days.slice(Math.min(one, other), Math.max(one, other) + 1);
      fc.pre(range.length > 0);
      const { fives, more, less } = splitByFive({ from: range[0] ?? "", to: range.at(-1) ?? "" });
      expect(fives.every(({ from }) => Number(from.slice(8)) % 5 === 1)).toBe(true);
      const taken = new Set(less.flatMap(listDays));
      const left = fives.flatMap(listDays).filter((day) => !taken.has(day));
      expect([...left, ...more.flatMap(listDays)].sort()).toEqual(range);
      expect(more.flatMap(listDays).length + taken.size).toBeLessThanOrEqual(2 * 3);
    }),
  );
});
