/** Whatever does not fit is named by its path. */
import { describe, expect, test } from "vitest";
import { pathText } from "./cursor";
import { driftOf, flat, nested, rename, without } from "../../testing/cashrec-response";

describe("a shape that the map does not know is named by its path", () => {
  const [shift] = nested.shifts;
  const first = (change: object) => [{ ...nested, shifts: [{ ...shift, ...change }] }];
  const many = (count: number, make: (at: number) => object) =>
    Array.from({ length: count }, (_, at) => make(at));
  test.each<[string, unknown, string]>([
    ["no list at all", { ok: true }, "$: no list of cash sheets"],
    ["a bare value", 12, "$: a list of cash sheets"],
    ["no centre", [without(nested, "centerId")], "$[0]: no centre id"],
    ["no date", [without(nested, "businessDay")], "$[0]: no business date"],
    ["an odd date", [{ ...nested, businessDay: "05.01.2019" }], "$[0].businessDay: not a bus"],
    ["a moment in UTC", [{ ...nested, businessDay: "2019-01-04T23:00:00Z" }], "$[0].businessDay"],
    ["shifts renamed", [rename(nested, { shifts: "blocks" })], "$[0]: no shifts"],
    ["payments renamed", [{ ...nested, shifts: [rename(shift!, { payments: "xs" })] }], "$[0].shi"],
    ["all amounts renamed", first({ payments: [{ id: "A", q: 1 }] }), "$[0].shifts[0].payments[0]"],
    [
      "an amount as words",
      first({ payments: [{ id: "A", amount: "12,10" }] }),
      "payments[0].amount",
    ],
    ["an amount as an object", first({ cashFund: { x: 1 } }), "$[0].shifts[0].cashFund"],
    ["tenders as a dictionary", first({ payments: { CASH: 1 } }), "$[0].shifts[0].payments"],
    ["a tender without a name", first({ payments: [{ amount: 1 }] }), "$[0].shifts[0].payments[0]"],
    ["a movement of no direction", first({ movements: [{ type: 7, amount: 1 }] }), "[0].type"],
    ["a record that is none", [nested, 5], "$[1]"],
    [
      "amounts that no total could hold",
      first({ payments: many(20, (at) => ({ id: `P${at}`, amount: 9e9 })) }),
      "$[0].shifts[0]: the amounts of this sheet are too large",
    ],
    ["one page of several", { items: [nested], hasMore: true }, "$.hasMore"],
    ["fewer records than counted", { items: [nested], totalCount: 9 }, "$.totalCount"],
    ["two sheets for one day", [nested, { ...nested, shifts: [] }], "$[1]: two cash sheets"],
    ["the same shift twice", [{ ...nested, shifts: [shift, shift] }], "$[0].shifts[1]"],
    ["the same tender in two flat rows", [flat[0], flat[0]], "$[1]: the same tender"],
    ["rows that contradict each other", [flat[0], { ...flat[1], cashFund: 1 }], "$[1]: rows"],
  ])("%s", (_, root, path) => {
    expect(driftOf(root)).toContain(path);
  });
});

test("odd keys are quoted, and long ones cut", () => {
  expect(pathText(["a", 0, "b c", "d"])).toBe('$.a[0]["b c"].d');
  expect(pathText(["x".repeat(500)]).length).toBeLessThan(70);
});
