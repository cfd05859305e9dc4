/** "@" aliases are valid only in the object of the thing itself. */
import { expect, test } from "vitest";
import { BUILT_IN_MAP } from "./built-in";
import { compileMap } from "./context";

const { matchers } = compileMap(BUILT_IN_MAP);

test("an id is the till's among tills, and nobody's in a flat row", () => {
  expect(Object.keys(matchers.till.plan({ id: 1 }))).toEqual(["tillId"]);
  expect(Object.keys(matchers.shift.plan({ id: 1 }))).toEqual(["shiftId"]);
  expect(Object.keys(matchers.tender.plan({ id: 1 }))).toEqual(["tenderId"]);
  expect(matchers.sheet.plan({ id: 1 })).toEqual({});
});

test("a map is compiled once", () => {
  expect(compileMap(BUILT_IN_MAP).matchers).toBe(matchers);
});
