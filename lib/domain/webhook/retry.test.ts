import fc from "fast-check";
import { expect, test } from "vitest";
import { GIVE_UP_AFTER_SECONDS, secondsUntilRetry } from "./retry";

test("waits grow, stay within their jitter, and end at four hours", () => {
  const chances = fc.double({ min: 0, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), chances, (attempts, chance) => {
      const least = secondsUntilRetry(attempts, 0);
      const seconds = secondsUntilRetry(attempts, chance);
      expect(seconds).toBeGreaterThanOrEqual(least);
      expect(seconds).toBeLessThan(2 * least);
      expect(seconds).toBeLessThanOrEqual(4 * 60 * 60);
      expect(secondsUntilRetry(attempts + 1, 0)).toBeGreaterThanOrEqual(least);
    }),
  );
});

test.each([0, 0.999])("a day has more than a dozen attempts, chance %d", (chance) => {
  let seconds = 0;
  let attempts = 0;
  while (seconds < GIVE_UP_AFTER_SECONDS) seconds += secondsUntilRetry((attempts += 1), chance);
  expect(attempts).toBeGreaterThan(12);
  expect(attempts).toBeLessThan(30);
});
