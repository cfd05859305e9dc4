import { expect, test } from "vitest";
import { minor } from "./money";
import { computeVat } from "./vat";

test("the tax in a gross amount is rounded once, and never lost", () => {
  expect(computeVat(minor(121_00), 210_000)).toBe(21_00);
  expect(computeVat(minor(-121_00), 210_000)).toBe(-21_00);
  expect(computeVat(minor(10), 210_000)).toBe(2);
  expect(computeVat(minor(10), 0)).toBe(0);
});
