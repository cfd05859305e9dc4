import fc from "fast-check";
import { expect, test } from "vitest";
import { assertPlainJson } from "./plain-json";

test("JSON that a form or a program sends passes", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
      assertPlainJson(JSON.stringify(value));
    }),
  );
});

test("signs within a text are no structure", () => {
  assertPlainJson(JSON.stringify({ note: "[".repeat(1_000) + '\\"{' + ",".repeat(100_000) }));
});

test("levels and values are bounded", () => {
  assertPlainJson("[".repeat(32) + "]".repeat(32));
  expect(() => assertPlainJson("[".repeat(33) + "]".repeat(33))).toThrow("levels");
  const fields = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, at])));
  assertPlainJson(fields(50_000));
  expect(() => assertPlainJson(fields(50_001))).toThrow("50000 values");
});
