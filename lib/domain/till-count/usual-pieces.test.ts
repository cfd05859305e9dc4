import fc from "fast-check";
import { expect, test } from "vitest";
import { buildPadRows } from "./denomination-pad";
import { findKnownDenominations } from "./known-denominations";
import { findFoldedRows } from "./usual-pieces";

const rows = buildPadRows(findKnownDenominations("EUR") ?? []);

test("folds the notes and coins that the till does not have, and no rolls", () => {
  const usual = [5_000, 2_000, 1_000, 500, 200, 100, 50];
  const folded = findFoldedRows(rows, usual);
  expect([...folded]).toEqual(["50000", "20000", "10000", "20", "10", "5", "2", "1"]);
});

test("folds nothing where nothing is usual, where little is unusual, or nothing would remain", () => {
  expect(findFoldedRows(rows, []).size).toBe(0);
  const values = rows.map(({ valueMinor }) => valueMinor);
  expect(
    findFoldedRows(
      rows,
      values.filter((value) => value > 2),
    ).size,
  ).toBe(0);
  expect(findFoldedRows(rows, [333]).size).toBe(0);
  expect(findFoldedRows([], [100]).size).toBe(0);
});

test("never folds what is usual", () => {
  const values = fc.subarray(rows.map(({ valueMinor }) => valueMinor));
  fc.assert(
    fc.property(values, (usual) => {
      const folded = findFoldedRows(rows, usual);
      return rows.every(({ id, valueMinor }) => !folded.has(id) || !usual.includes(valueMinor));
    }),
  );
});
