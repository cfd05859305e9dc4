import { expect, test } from "vitest";
import { minor } from "../money";
import { proposeCashLevels } from "./tolerance";
import { readLevels, writeLevels } from "./levels";

test("levels cross the wire and come back as they were", () => {
  const levels = proposeCashLevels("EUR");
  expect(readLevels(writeLevels(levels))).toEqual(levels);
  const apart = {
    explain: { short: { amount: minor(1_00), ppm: 2 }, over: { amount: minor(3_00), ppm: 4 } },
    approve: { short: { amount: minor(5_00), ppm: 6 }, over: { amount: minor(7_00), ppm: 8 } },
  };
  expect(writeLevels(apart).approve.over).toEqual({ amountMinor: 7_00, ppm: 8 });
  expect(readLevels(writeLevels(apart))).toEqual(apart);
});
