import "server-only";

/**
 * Computes how long a key (an account, an address) is blocked after failed sign-ins: some tries are
 * free, then each failure doubles the delay. It is pure, so that the table of delays can be tested.
 */
export type Attempts = { failures: number; windowFrom: Date; blockedUntil: Date | null };
export type AttemptLimit = { freeTries: number; secondsMax: number };

/** One account from one address or browser: a person mistypes a few times. */
export const SENDER_LIMIT: AttemptLimit = { freeTries: 5, secondsMax: 15 * 60 };
/**
 * One account from anywhere: an attacker with many addresses guesses thousands of times. The lock
 * stays short, because anyone can cause it, and browsers that the account knows are never locked.
 */
export const ACCOUNT_LIMIT: AttemptLimit = { freeTries: 50, secondsMax: 15 * 60 };
/** Many people may share one address. */
export const ADDRESS_LIMIT: AttemptLimit = { freeTries: 30, secondsMax: 60 * 60 };

/** Failures older than this are forgotten. */
const WINDOW_SECONDS = 60 * 60;
const FIRST_DELAY_SECONDS = 15;
/** Twice the longest delay: a lock that ends later was stored by a clock that was wrong. */
const WAIT_SECONDS_MAX = 2 * ADDRESS_LIMIT.secondsMax;

/** Returns the seconds until the next try; 0 when it may be made now. */
export function computeWaitSeconds({ blockedUntil }: Attempts, now: Date): number {
  if (blockedUntil === null) return 0;
  const seconds = Math.max(0, Math.ceil((blockedUntil.getTime() - now.getTime()) / 1000));
  return seconds > WAIT_SECONDS_MAX ? 0 : seconds;
}

/** Computes what is stored when a try is made, before its password is verified. */
export function computeAttempts(stored: Attempts, limit: AttemptLimit, now: Date): Attempts {
  const stale = now.getTime() - stored.windowFrom.getTime() > WINDOW_SECONDS * 1000;
  const failures = (stale ? 0 : stored.failures) + 1;
  const beyond = failures - limit.freeTries;
  const delay = Math.min(limit.secondsMax, FIRST_DELAY_SECONDS * 2 ** Math.min(beyond, 20));
  return {
    failures,
    // The window moves with every try beyond the free ones, so that a patient attacker gains
    // nothing.
    windowFrom: stale || beyond >= 0 ? now : stored.windowFrom,
    blockedUntil: beyond < 0 ? null : new Date(now.getTime() + delay * 1000),
  };
}
