/** A small evaluation with fixed seeds, so that the same figures come out each time. */
import { describe, expect, test } from "vitest";
import { evaluate } from "./evaluate";
import { NOISES } from "./made-centre";

const CENTRES = 300;
const FIRST_SEED = 90_000_000;

describe.each(NOISES.filter((noise) => noise !== "persistent"))("with %s differences", (noise) => {
  test("nothing is named where nothing is wrong", () => {
    const outcome = evaluate({ noise, centres: CENTRES, leaks: 0, firstSeed: FIRST_SEED }, 4);
    expect(outcome.named).toBe(0);
  });

  test("centres that lose 8.00 a day are named within twelve days, and few others", () => {
    const setting = { noise, centres: CENTRES, leaks: 15, firstSeed: FIRST_SEED };
    const { recall, falseShare } = evaluate(setting, 1);
    expect(recall).toBeGreaterThanOrEqual(0.85);
    expect(falseShare).toBeLessThan(0.25);
  });
});
