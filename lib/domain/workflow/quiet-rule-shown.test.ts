/** Which rule for quiet days a list shows. */
import { expect, test } from "vitest";
import { findShownRule, hasOwnRule } from "./quiet-rule-shown";

const ON = { isOn: true, samplePercent: 10, validFrom: "2026-12-01" };
const OFF = { isOn: false, samplePercent: 1, validFrom: "2026-03-01" };

test("the own rule is shown before its first day, and what is in force without one", () => {
  const own = { ...ON, withdrawn: false };
  expect(findShownRule({ rule: own, inForce: OFF })).toEqual(own);
  expect(findShownRule({ rule: { ...ON, withdrawn: true }, inForce: OFF })).toEqual(OFF);
  expect(findShownRule({ rule: null, inForce: null })).toBeNull();
  expect(hasOwnRule({ rule: own })).toBe(true);
  expect(hasOwnRule({ rule: null })).toBe(false);
});
