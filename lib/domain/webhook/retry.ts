/**
 * When a delivery that failed is tried again: after twice as long each time, up to four hours, and
 * with a part of the wait left to chance, so that receivers that come back are not overrun.
 */
export const GIVE_UP_AFTER_SECONDS = 24 * 60 * 60;
const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 4 * 60 * 60;

/** `attempts` counts those made; `chance` is from 0 up to 1. At least half of the wait is sure. */
export function secondsUntilRetry(attempts: number, chance: number): number {
  const whole = Math.min(FIRST_SECONDS * 2 ** (attempts - 1), LONGEST_SECONDS);
  return whole / 2 + (whole / 2) * chance;
}
