import "server-only";

/**
 * Refuses what one person asks for beyond the limits. They hold for the person, with a session or
 * an API token, and for this instance, whose memory and connections they protect.
 */
import {
  REQUEST_LIMITS,
  type RequestKind,
  type ConcurrencyLimit,
} from "@/lib/domain/security/request-limits";
import { AppError } from "../app-error";
import { env } from "../env";
import { processWide } from "../process-wide";
import { createRates, type Rates } from "./rates";
import { createConcurrency, type Release, type Concurrency } from "./concurrency";

const RETRY_SECONDS = 5;

const shared = processWide<{ rates: Rates; concurrency: Concurrency }>("person-limits");

function limits() {
  return (shared.value ??= { rates: createRates(), concurrency: createConcurrency() });
}

/** Counts a request, and throws TOO_MANY_REQUESTS beyond the rate of its kind. */
export function countRequest(personId: string, kind: RequestKind): void {
  const perMinute = REQUEST_LIMITS[kind].perMinute * env().security.requestLimitsFactor;
  const seconds = limits().rates.take(`${kind} ${personId}`, perMinute, Date.now());
  if (seconds === 0) return;
  const message = `One person may not send as many requests in a minute. Wait ${seconds} seconds, then try again.`;
  throw new AppError("TOO_MANY_REQUESTS", message, { retryAfter: seconds });
}

/**
 * Waits until fewer requests of this kind and person are running. The caller must call what is
 * returned once the request is over.
 */
export async function waitForTurn(personId: string, kind: RequestKind): Promise<Release> {
  const limit = REQUEST_LIMITS[kind].concurrency;
  if (limit === null) return () => undefined;
  const release = await limits().concurrency.enter(`${kind} ${personId}`, multiply(limit));
  if (release !== null) return release;
  const message = "Many of your requests are being worked on. Try again in a few seconds.";
  throw new AppError("TOO_MANY_REQUESTS", message, { retryAfter: RETRY_SECONDS });
}

function multiply({ atOnce, waiting }: ConcurrencyLimit): ConcurrencyLimit {
  const factor = env().security.requestLimitsFactor;
  return { atOnce: atOnce * factor, waiting: waiting * factor };
}
