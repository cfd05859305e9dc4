/** What a map leaves out is built in, part by part. */
import { expect, test } from "vitest";
import { BUILT_IN_MAP } from "./built-in";
import { overBuiltIn } from "./over-built-in";

test("an empty map is the built-in one", () => {
  expect(overBuiltIn({})).toEqual(BUILT_IN_MAP);
});

test("a part that is given replaces only itself", () => {
  const map = overBuiltIn({
    fields: { float: ["fondo"], tickets: undefined },
    amounts: { scale: "minor" },
    request: { daysMax: 3 },
  });
  expect(map.fields).toEqual({ ...BUILT_IN_MAP.fields, float: ["fondo"] });
  expect(map.amounts).toEqual({ ...BUILT_IN_MAP.amounts, scale: "minor" });
  expect(map.request).toEqual({ ...BUILT_IN_MAP.request, daysMax: 3 });
});
