import { expect, test } from "vitest";
import {
  ABSOLUTE_HOURS,
  FRESH_MINUTES,
  IDLE_MINUTES,
  USUAL_SESSION_LIMITS,
} from "./session-limits";

test("what is supplied lies within the bounds", () => {
  const { idleMinutes, absoluteHours, freshMinutes } = USUAL_SESSION_LIMITS;
  for (const [value, { min, max }] of [
    [idleMinutes, IDLE_MINUTES],
    [absoluteHours, ABSOLUTE_HOURS],
    [freshMinutes, FRESH_MINUTES],
  ] as const) {
    expect(value).toBeGreaterThanOrEqual(min);
    expect(value).toBeLessThanOrEqual(max);
  }
});
