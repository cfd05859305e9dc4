import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minor } from "../money";
import { computeAmount, type CountItem, sumItems } from "./denomination";
import { splitFloat } from "./split-float";

const counted = (pieces: Record<number, number>): CountItem[] =>
  Object.entries(pieces).map(([value, quantity]) => ({ valueMinor: Number(value), quantity }));

const leftOf = (items: CountItem[], float: number) =>
  Object.fromEntries(
    (splitFloat(items, minor(float))?.rows ?? []).map(({ item, leave }) => [
      item.valueMinor,
      leave,
    ]),
  );

describe("the float that stays", () => {
  test("is made of the smallest pieces", () => {
    const drawer = counted({
      5000: 14,
      2000: 21,
      1000: 12,
      500: 11,
      200: 10,
      100: 12,
      50: 10,
      20: 11,
      10: 10,
    });
    expect(leftOf(drawer, 150_00)).toEqual({
      5000: 0,
      2000: 0,
      1000: 6,
      500: 10,
      200: 10,
      100: 12,
      50: 10,
      20: 10,
      10: 10,
    });
    expect(splitFloat(drawer, minor(150_00))).toMatchObject({
      leaveMinor: 150_00,
      bankMinor: 1_185_20,
      isExact: true,
    });
  });

  test("is exact where taking the smallest pieces first would miss it", () => {
    expect(leftOf(counted({ 50: 1, 20: 3 }), 60)).toEqual({ 50: 0, 20: 3 });
    expect(leftOf(counted({ 50: 1, 20: 4 }), 110)).toEqual({ 50: 1, 20: 3 });
  });

  test("is the nearest sum where no pieces make it, the larger one of two", () => {
    expect(splitFloat(counted({ 2000: 3 }), minor(50_00))).toMatchObject({
      leaveMinor: 60_00,
      bankMinor: 0,
      isExact: false,
    });
    expect(splitFloat(counted({ 2000: 3 }), minor(45_00))).toMatchObject({ leaveMinor: 40_00 });
  });

  test("is everything where less than the float was counted", () => {
    expect(splitFloat(counted({ 2000: 3 }), minor(150_00))).toMatchObject({
      leaveMinor: 60_00,
      bankMinor: 0,
      isExact: false,
    });
  });

  test("keeps rolls and what was counted in bulk whole", () => {
    const items: CountItem[] = [
      { valueMinor: 200, quantity: 2, per: 25 },
      { valueMinor: 7_35, quantity: 1, loose: true },
      { valueMinor: 5000, quantity: 2 },
    ];
    expect(splitFloat(items, minor(57_35))).toMatchObject({ leaveMinor: 57_35, isExact: true });
    expect(splitFloat(items, minor(60_00))).toMatchObject({ leaveMinor: 57_35 });
  });

  test("is not proposed without pieces, nor for sums that are too large to search", () => {
    expect(splitFloat([], minor(150_00))).toBeNull();
    expect(splitFloat(counted({ 1: 9_000_000 }), minor(5_000_000))).toBeNull();
  });
});

/** Every sum that a subset makes, by trying all of them. */
function listSums(items: readonly CountItem[]): Set<number> {
  let sums = new Set([0]);
  for (const item of items) {
    const next = new Set<number>();
    for (let count = 0; count <= item.quantity; count += 1) {
      for (const sum of sums) next.add(sum + (computeAmount({ ...item, quantity: count }) ?? 0));
    }
    sums = next;
  }
  return sums;
}

const drawers = fc
  .uniqueArray(fc.constantFrom(1, 2, 5, 7, 10, 20, 30, 50, 100, 200), {
    minLength: 1,
    maxLength: 5,
  })
  .chain((values) =>
    fc.tuple(
      ...values.map((valueMinor) =>
        fc.integer({ min: 0, max: 6 }).map((quantity): CountItem => ({ valueMinor, quantity })),
      ),
    ),
  );

describe("for any drawer and any float", () => {
  test("what stays and what is banked is what was counted, of each piece and in sum", () => {
    fc.assert(
      fc.property(drawers, fc.integer({ min: 0, max: 1_500 }), (items, float) => {
        const split = splitFloat(items, minor(float));
        expect(split === null).toBe(sumItems(items) === 0);
        if (split === null) return;
        expect(split.leaveMinor + split.bankMinor).toBe(sumItems(items));
        for (const { item, leave, bank } of split.rows) {
          expect(leave + bank).toBe(item.quantity);
          expect(Math.min(leave, bank)).toBeGreaterThanOrEqual(0);
        }
        const left = split.rows.map(({ item, leave }) => ({ ...item, quantity: leave }));
        expect(sumItems(left)).toBe(split.leaveMinor);
      }),
    );
  });

  test("exactly the float stays whenever some pieces make it, else the nearest sum", () => {
    fc.assert(
      fc.property(drawers, fc.integer({ min: 0, max: 1_500 }), (items, float) => {
        const split = splitFloat(items, minor(float));
        if (split === null) return;
        const sums = [...listSums(items)];
        expect(split.isExact).toBe(sums.includes(float));
        const nearest = Math.min(...sums.map((sum) => Math.abs(sum - float)));
        expect(Math.abs(split.leaveMinor - float)).toBe(nearest);
      }),
    );
  });
});
