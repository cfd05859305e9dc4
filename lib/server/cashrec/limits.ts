import "server-only";

/** Every limit of the way to Cashrec. Tests hand in smaller ones. */

/** One request asks for at most this many centres and business dates; more are several requests. */
export const CENTRES_PER_REQUEST_MAX = 20;
export const DAYS_PER_REQUEST_MAX = 7;
/** What one call may ask for in all. */
export const REQUESTS_PER_CALL_MAX = 2_000;

export type Limits = {
  attemptsMax: number;
  /** One attempt, from the first byte sent to the last one read. */
  attemptMsMax: number;
  /** One request with all its attempts and the pauses between them. */
  totalMsMax: number;
  /** The longest pause before the first repetition; it doubles from there. */
  pauseMs: number;
  pauseMsMax: number;
  /** A `Retry-After` beyond this is not waited for. */
  retryAfterMsMax: number;
  bodyBytesMax: number;
  /** Failed attempts in a row that open the circuit, and how long it then stays open. */
  failuresMax: number;
  openMs: number;
  /** A token is renewed this long before it ends, or at nine tenths of a short life. */
  renewBeforeMs: number;
  /** After a refused sign-in no other is tried for this long: accounts get locked. */
  refusedSignInMs: number;
};

export const LIMITS: Limits = {
  attemptsMax: 4,
  attemptMsMax: 30_000,
  totalMsMax: 120_000,
  pauseMs: 500,
  pauseMsMax: 15_000,
  retryAfterMsMax: 60_000,
  bodyBytesMax: 32 * 1024 * 1024,
  failuresMax: 12,
  openMs: 30_000,
  renewBeforeMs: 60_000,
  refusedSignInMs: 60_000,
};

/** The world outside, replaceable in tests. */
export type World = {
  send: (request: Request) => Promise<Response>;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
};

export const WORLD: World = {
  send: (request) => fetch(request),
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
};
