import { expect, test } from "vitest";
import { minor } from "../money";
import { type MonthLine, computeMonthLimits } from "./month-limit";

function line(partial: Partial<Omit<MonthLine, "difference">> & { difference?: number | null }) {
  const { difference = -1_00, ...rest } = partial;
  const line = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
  const amounts = {
    difference: difference === null ? null : minor(difference),
    limit: minor(30_00),
  };
  return { ...line, ...amounts, reason: null, ...rest };
}

const sums = (total: number) => [{ tillId: "T1", tenderId: "CASH", total: minor(total) }];

test.each([
  ["at the limit is not beyond it", [line({})], 30_00, []],
  ["beyond it short", [line({})], -30_01, [1]],
  ["beyond it over", [line({})], 30_01, [1]],
  ["without a limit", [line({ limit: null })], -99_00, []],
  ["with a line that agrees today", [line({ difference: 0 })], -99_00, []],
  ["with a line that is not counted", [line({ difference: null })], -99_00, []],
  ["explained", [line({ reason: "other" })], -99_00, [0]],
  ["in two shifts", [line({}), line({ shiftId: "2" }), line({ tenderId: "CARD" })], -99_00, [2]],
])("a till %s", (_, lines, total, unexplained) => {
  const limits = computeMonthLimits(lines, sums(total));
  expect(limits.map((each) => each.unexplained)).toEqual(unexplained);
  for (const limit of limits) expect(limit).toMatchObject({ tillId: "T1", total, limit: 30_00 });
});
