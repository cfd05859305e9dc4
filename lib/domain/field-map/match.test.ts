/** Keys match in any spelling, the best alias first, and values of the wrong kind are refused. */
import { expect, test } from "vitest";
import type { JsonObject } from "./field-map";
import { Cursor } from "./cursor";
import { compileLocator, normaliseKey } from "./compile-locator";
import { Matcher, pickScalar } from "./match";
import { pickList } from "./pick-list";

const matcher = new Matcher([
  { field: "centreId", locator: compileLocator("centerId", false)! },
  { field: "centreId", locator: compileLocator("center.id", false)! },
  { field: "centreId", locator: compileLocator("center", false)! },
  { field: "shifts", locator: compileLocator("shifts", false)! },
]);
const pick = (object: JsonObject) =>
  pickScalar(new Cursor(null), object, matcher.plan(object), "centreId");

test.each([
  ["centerId", { centerId: 1, center: 2 }, 1],
  ["CenterID", { center: 2, CenterID: 1 }, 1],
  ["center_id", { center_id: 1 }, 1],
  ["center.Id", { center: { Id: 1 } }, 1],
  ["center", { center: 2 }, 2],
  ["a null beside a value", { centerId: null, center: 2 }, 2],
  ["a null alone", { centerId: null }, null],
  ["nothing", { other: 1 }, undefined],
])("a single value by %s", (_, object, value) => {
  expect(pick(object as JsonObject)).toBe(value);
});

test("an object where a single value should be is a changed shape", () => {
  expect(() => pick({ center: { name: "x" } })).toThrow("$.center");
});

test("a list, a figure for a list, and what is neither", () => {
  const list = (object: JsonObject) =>
    pickList(new Cursor(null), object, matcher.plan(object), "shifts")?.value;
  expect(list({ Shifts: [1] })).toEqual([1]);
  expect(list({ shifts: 3 })).toBe(3);
  expect(list({ shifts: null })).toBeNull();
  expect(list({})).toBeUndefined();
  expect(() => list({ shifts: {} })).toThrow("$.shifts");
});

test("plans are kept apart by the keys of an object, in their order", () => {
  expect([pick({ a: 1, center: 2 }), pick({ center: 3, a: 1 }), pick({ a: 1 })]).toEqual([
    2,
    3,
    undefined,
  ]);
});

test("keys are normalised", () => {
  expect(["Business_Day", "business-day", "BUSINESS DAY"].map(normaliseKey)).toEqual(
    Array(3).fill("businessday"),
  );
});
