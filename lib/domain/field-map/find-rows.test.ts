/** The list of records is found wherever it is, and never mistaken. */
import { expect, test } from "vitest";
import type { Json } from "./field-map";
import { BUILT_IN_MAP } from "./built-in";
import { findRows } from "./find-rows";

const record = { centreId: 1, date: "2019-01-05" };
const find = (root: Json, rows: string | null = null) => findRows(root, { ...BUILT_IN_MAP, rows });

test.each<[string, Json, string[]]>([
  ["the answer itself", [record], []],
  ["under any key", { whatever: [record] }, ["whatever"]],
  ["three objects deep", { a: { b: { c: [record] } } }, ["a", "b", "c"]],
  ["beside another list", { notes: [{ text: "x" }], sheets: [record] }, ["sheets"]],
])("it may be %s", (_, root, path) => {
  expect(find(root)).toMatchObject({ path });
});

test("a map may say where it stands, in any spelling", () => {
  expect(find({ Result: { Items: [], other: [record] } }, "result.items")).toEqual({
    rows: [],
    path: ["Result", "Items"],
  });
  expect(() => find({ result: {} }, "result.items")).toThrow("$.result");
});

test("of two lists that might be it, neither is taken", () => {
  expect(() => find({ a: [record], b: [record] })).toThrow("several lists");
});

test.each<[string, Json]>([
  ["success", { success: false, data: [] }],
  ["isSuccess", { isSuccess: false, data: [record] }],
  ["errors", { errors: [{ message: "no tenant" }], data: [] }],
  ["error", { error: "no tenant", data: [] }],
  ["code", { code: 100, data: [] }],
  ["status", { status: "error", data: [] }],
])("an answer that says by %s that it failed is a failure", (key, root) => {
  expect(() => find(root)).toThrow("the answer says that it failed");
  expect(() => find(root)).toThrow(key);
});

test("an answer that says that it went well is read", () => {
  const around = { success: true, errors: null, error: "", code: 200, status: "OK" };
  expect(find({ ...around, data: [] })).toMatchObject({ path: ["data"] });
  expect(find({ ...around, code: 7, data: [record] })).toMatchObject({ path: ["data"] });
});

test.each<[string, Json]>([
  ["hasNextPage", { hasNextPage: true }],
  ["a next link", { nextLink: "/2" }],
  ["its pages", { totalPages: 3 }],
  ["its records", { total_count: 2 }],
])("an answer that tells by %s that there is more is refused", (_, around) => {
  expect(() => find({ items: [record], ...(around as object) })).toThrow("one page");
});
