import "server-only";

/**
 * Whether less than this has passed since then. A clock that is set back ends a wait, which would
 * otherwise last until the clock is where it was.
 */
export function isWithin(now: number, since: number, ms: number): boolean {
  const passed = now - since;
  return passed >= 0 && passed < ms;
}
