import { expect, test } from "vitest";
import { addDays } from "../business-date";
import { buildControlChart } from "./control-chart";
import { describeControl, chooseMark, listRunDates } from "./control-chart-marks";

const usual = [100, -200, 150, -120, 180, -90, 60, -160, 110, -140, 90, -70, 130, -110];

test("a day far outside is said, and drawn as its verdict", () => {
  const { points } = buildControlChart(dated([...usual, -9_000, 80, -60]));
  const marks = describeControl(points);
  expect(marks.outside.map(({ netMinor }) => netMinor)).toEqual([-9_000]);
  expect(marks.lasting).toBeNull();
  expect(chooseMark(points[14] ?? { breaks: [] })).toBe("below");
  expect(chooseMark(points[0] ?? { breaks: [] })).toBe("usual");
});

test("a run at the end is said, and all of its days are marked", () => {
  const below = Array.from({ length: 8 }, (_, index) => -150 - (index % 3) * 10);
  const { points } = buildControlChart(dated([...usual, ...usual, 50, ...below]));
  const marks = describeControl(points);
  expect(marks.lasting).toMatchObject({ side: "below" });
  const last = points.slice(-8).map(({ businessDate }) => businessDate);
  expect([...listRunDates(points)]).toEqual(expect.arrayContaining(last));
});

function dated(nets: readonly number[]) {
  return nets.map((netMinor, index) => ({ businessDate: addDays("2026-10-01", index), netMinor }));
}
