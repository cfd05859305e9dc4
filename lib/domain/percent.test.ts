import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPercent, readPercent } from "./percent";

test("every rate is read as it was written, in each language", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999 }),
      fc.constantFrom("en", "es", "fr"),
      (ppm, language) => {
        expect(readPercent(formatPercent(ppm, language))).toBe(ppm);
      },
    ),
  );
  expect([readPercent("5,5"), readPercent("21 %"), readPercent("100")]).toEqual([
    55_000,
    null,
    null,
  ]);
});
