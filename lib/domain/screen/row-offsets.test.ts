import { describe, expect, test } from "vitest";
import { findLastAtMost, findRowAt, computeRowOffsets } from "./row-offsets";

const starts = computeRowOffsets([32, 28, 28, 32, 28]);

test("each row begins where the one before ends", () => {
  expect(starts).toEqual([0, 32, 60, 88, 120, 148]);
  expect(computeRowOffsets([])).toEqual([0]);
});

describe("the row at a height", () => {
  // height, row
  test.each([
    [-10, 0],
    [0, 0],
    [31.5, 0],
    [32, 1],
    [87, 2],
    [120, 4],
    [148, 4],
    [9_000, 4],
  ])("of %d is the row %d", (height, row) => {
    expect(findRowAt(starts, height)).toBe(row);
  });

  test("of a table without rows is the first, which is not there", () => {
    expect(findRowAt(computeRowOffsets([]), 50)).toBe(0);
  });
});

test("the last that is not beyond a limit", () => {
  const heads = [0, 3, 9];
  expect([-1, 0, 2, 3, 8, 20].map((limit) => findLastAtMost(heads, limit))).toEqual([
    undefined,
    0,
    0,
    3,
    3,
    9,
  ]);
});
