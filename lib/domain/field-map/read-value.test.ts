/** Counts and currencies are read, or are none. */
import { expect, test } from "vitest";
import { readCount, readCurrency } from "./read-value";

test("counts and currencies", () => {
  expect([readCount(3), readCount("4"), readCount(-1), readCount(1.5)]).toEqual([3, 4, null, null]);
  expect(["eur", "€", 978].map(readCurrency)).toEqual(["EUR", null, null]);
});
