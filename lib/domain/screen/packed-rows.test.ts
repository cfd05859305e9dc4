import fc from "fast-check";
import { expect, test } from "vitest";
import { packRows, unpackRows } from "./packed-rows";

/** Rows of few shapes and few values, as lists have them, with anything inside. */
const names = fc.constantFrom("a", "b", "~rows", "~~x", "__proto__", "0", "each");
const values = fc.oneof(
  fc.constantFrom(null, true, 0, 1, "EUR", "~rows", ""),
  fc.jsonValue({ maxDepth: 3 }),
);
const rows = fc.array(fc.dictionary(names, values, { noNullPrototype: true }), { maxLength: 12 });

test("whatever is packed comes out of JSON as it was", () => {
  fc.assert(
    fc.property(fc.oneof(rows, fc.jsonValue(), fc.record({ rows, more: rows })), (value) => {
      const sent: unknown = JSON.parse(JSON.stringify(packRows(value)));
      expect(unpackRows(sent)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 100 },
  );
});

test("lines of a list take a fifth of their size", () => {
  const lines = Array.from({ length: 200 }, (_, at) => ({
    centreId: String(101 + Math.floor(at / 40)),
    businessDate: "2026-11-24",
    tenderName: at % 2 === 0 ? "Cash" : "Card",
    differenceMinor: at % 7 === 0 ? -at : 0,
    verdict: at % 7 === 0 ? "short" : "matched",
    rule: null,
    ...(at % 50 === 0 ? { explanation: { text: `Because of ${at}`, by: "Ana" } } : {}),
  }));
  const packed = JSON.stringify(packRows(lines));
  expect(packed.length * 5).toBeLessThan(JSON.stringify(lines).length);
});
