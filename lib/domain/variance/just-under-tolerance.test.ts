import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minor } from "../money";
import { judge } from "../reconciliation/reconcile";
import {
  computeJustUnderChance,
  computeUpperTail,
  isJustUnder,
  JUST_UNDER_LINES_MIN,
} from "./just-under-tolerance";

function lies(gap: number, limit: number): boolean {
  const [expected, counted] = [minor(10_000), minor(10_000 + gap)];
  const tolerance = minor(limit);
  const verdict = judge({ expected, counted, tolerance });
  return isJustUnder({ difference: minor(gap), tolerance, verdict });
}

describe("just under its tolerance", () => {
  // gap, tolerance, whether it is just under
  test.each([
    [-200, 200, true],
    [161, 200, true],
    [160, 200, false],
    [-1, 200, false],
    [201, 200, false],
    [0, 200, false],
    [0, 0, false],
    [-1, 0, false],
    [4, 4, false],
    [-5, 5, true],
    [4, 5, false],
    [9, 9, true],
    [8, 9, false],
  ])("%i of %i: %s", (gap, limit, expected) => {
    expect(lies(gap, limit)).toBe(expected);
  });

  test("lies nothing that nobody counted", () => {
    const tolerance = minor(200);
    expect(isJustUnder({ difference: null, tolerance, verdict: "uncounted" })).toBe(false);
  });

  test("lies at most a fifth of the amounts that a tolerance forgives, and nearly that", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.constantFrom(1, -1), (limit, side) => {
        const amounts = Array.from({ length: limit }, (_, at) => (at + 1) * side);
        const found = amounts.filter((gap) => lies(gap, limit)).length;
        expect(found * 5).toBeLessThanOrEqual(limit);
        expect((found + 1) * 5).toBeGreaterThan(limit);
      }),
    );
  });
});

describe("the chance that so many lie there", () => {
  /** Adds up one probability after the other. */
  function plainly(found: number, all: number): number {
    let chances = [1];
    for (let turn = 0; turn < all; turn += 1) {
      chances = [...chances, 0].map((no, at) => no * 0.8 + (chances[at - 1] ?? 0) * 0.2);
    }
    return chances.slice(found).reduce((sum, one) => sum + one, 0);
  }

  test("is what adding up says", () => {
    fc.assert(
      fc.property(fc.nat(80), fc.nat(80), (one, other) => {
        const all = Math.max(one, other) + 1;
        const found = Math.max(Math.min(one, other), Math.floor(all / 5) + 1);
        const expected = plainly(found, all);
        expect(Math.abs(computeUpperTail(found, all) - expected)).toBeLessThanOrEqual(
          expected * 1e-9,
        );
      }),
    );
  });

  test("is known of thousands as well", () => {
    expect(computeUpperTail(2_001, 10_000)).toBeGreaterThan(0.49);
    expect(computeUpperTail(2_001, 10_000)).toBeLessThan(0.5);
    expect(computeUpperTail(2_200, 10_000)).toBeLessThan(1e-6);
    expect(computeUpperTail(10_000, 10_000)).toBe(0);
  });
});

test("the chance is that of even spreading, from twenty differences on", () => {
  expect(computeJustUnderChance(15, 31)).toBeLessThan(0.001);
  expect(computeJustUnderChance(13, 31)).toBeGreaterThan(0.001);
  expect(computeJustUnderChance(JUST_UNDER_LINES_MIN - 1, JUST_UNDER_LINES_MIN - 1)).toBeNull();
  expect(computeJustUnderChance(JUST_UNDER_LINES_MIN, JUST_UNDER_LINES_MIN)).toBeLessThan(1e-12);
  expect(computeJustUnderChance(0, 0)).toBeNull();
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(5_000), (one, other) => {
      const [found, all] = [Math.min(one, other), Math.max(one, other)];
      const chance = computeJustUnderChance(found, all);
      expect(chance === null).toBe(all < JUST_UNDER_LINES_MIN);
      if (chance === null) return;
      if (found * 5 <= all) expect(chance).toBe(1);
      const more = computeJustUnderChance(Math.min(found + 1, all), all);
      expect(more).toBeLessThanOrEqual(chance);
    }),
  );
});
