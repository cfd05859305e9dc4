import "server-only";

/** Lists every limit of the connection to Cashrec. Tests pass smaller ones. */
import type { OutboundPolicy } from "../http/outbound";
import { outboundFetch } from "../http/outbound-fetch";
import { NO_PACING, type Pacing } from "./pacing";

/** One request asks for at most this many centres and business dates; a larger one is split. */
export const CENTRES_PER_REQUEST_MAX = 20;
export const DAYS_PER_REQUEST_MAX = 7;
/** As many as some hundred centre-days of large centres have; reading more would take seconds. */
export const RECORDS_MAX = 50_000;
/** A response has at most this many pages. */
export const PAGES_MAX = 200;
/** One call may ask for at most this much in total. */
export const REQUESTS_PER_CALL_MAX = 2_000;

export type Limits = {
  attemptsMax: number;
  /** Limits one attempt, from the first byte sent to the last one read. */
  attemptMsMax: number;
  /** Limits one request with all its attempts and the pauses between them. */
  totalMsMax: number;
  /** This is the longest pause before the first retry; it doubles from there. */
  pauseMs: number;
  pauseMsMax: number;
  /** A longer `Retry-After` is not waited for. */
  retryAfterMsMax: number;
  bodyBytesMax: number;
  /** So many failed attempts in a row open a circuit breaker, which stays open for this time. */
  failuresMax: number;
  openMs: number;
  /** A token is renewed this long before it expires, or at nine tenths of a short life. */
  renewBeforeMs: number;
  /** After a refused sign-in no other is tried for this long, because Cashrec locks accounts. */
  refusedSignInMs: number;
  /** Within a minute, tokens are requested this many times, whatever becomes of them. */
  grantsPerMinuteMax: number;
  /** After all names of parameters were refused, only the first is tried for this long. */
  refusedNamesMs: number;
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
  grantsPerMinuteMax: 12,
  refusedNamesMs: 60_000,
};

/**
 * Operators who name Cashrec in the environment may keep it in their own network. An address that
 * was entered on a page leads there only if the configuration lists it.
 */
const CONFIGURED: OutboundPolicy = {
  allowsPrivate: true,
  isConfigured: true,
  keepsConnections: true,
};
const ENTERED: OutboundPolicy = { allowsPrivate: false, keepsConnections: true };

/** What the client needs of the outside world, which tests replace. */
export type Runtime = {
  send: (request: Request) => Promise<Response>;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
  pacing: Pacing;
};

export const RUNTIME: Runtime = {
  send: (request) => outboundFetch(request, CONFIGURED),
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
  pacing: NO_PACING,
};

export const ENTERED_RUNTIME: Runtime = {
  ...RUNTIME,
  send: (request) => outboundFetch(request, ENTERED),
};
