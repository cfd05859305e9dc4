/** The form of a response has its keys, and what kinds of values stand under them. */
import { expect, test } from "vitest";
import { describeForm, formatForm, listPaths } from "./form";

test("elements of a list share their form", () => {
  const form = describeForm({ a: [{ b: 1 }, { b: 2.5, c: "x" }], "odd key": "0.00" });
  expect(listPaths(form).map(({ path }) => path)).toEqual([
    "$.a",
    "$.a[].b",
    "$.a[].c",
    '$["odd key"]',
  ]);
  const [list, b, c, odd] = listPaths(form).map(({ node }) => node);
  expect(list).toMatchObject({ hasRecords: true });
  expect(b).toMatchObject({ isNumber: true, hasAmount: true, hasFraction: true });
  expect(c).toMatchObject({ isNumber: false, hasAmount: false });
  expect(odd).toMatchObject({ hasAmount: false, hasFraction: true });
});

test("other values have the same form, and another key another one", () => {
  const text = (value: Parameters<typeof describeForm>[0]) => formatForm(describeForm(value));
  expect(text([{ a: 1, b: "x" }])).toBe(text([{ b: "y", a: 2 }, { a: 3 }]));
  expect(text([{ a: 1 }])).not.toBe(text([{ c: 1 }]));
  expect(text([{ a: 0 }])).not.toBe(text([{ a: 1 }]));
});
