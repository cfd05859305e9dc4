import "server-only";

/**
 * Describes what can go wrong on the way to Cashrec. Messages are for people and never quote a
 * response.
 */
import { AppError, type AppErrorDetails } from "../app-error";

type UpstreamCode = "UPSTREAM_UNAVAILABLE" | "UPSTREAM_REFUSED" | "UPSTREAM_CHANGED";

/**
 * It is recognised by a mark, like `AppError`, because each bundle has its own copy of the class.
 */
const MARK: unique symbol = Symbol.for("counterfoil.cashrec-failure");

export class CashrecFailure extends AppError {
  readonly [MARK] = true;

  constructor(
    code: UpstreamCode,
    message: string,
    /** Tells whether the same request may succeed in a moment. */
    readonly passing: boolean,
    /** Cashrec asked for a pause of this length. */
    readonly retryAfterMs: number | null = null,
    /** Cashrec would respond to the same request for fewer business dates. */
    readonly isRangeTooLong = false,
    /** Cashrec asks for the pause of these centres; to others it responds. */
    readonly isOfCentres = false,
  ) {
    super(code, message, details(retryAfterMs));
  }
}

export function isCashrecFailure(error: unknown): error is CashrecFailure {
  return typeof error === "object" && error !== null && MARK in error;
}

export function unavailable(
  message: string,
  retryAfterMs: number | null = null,
  isOfCentres = false,
): CashrecFailure {
  const code = "UPSTREAM_UNAVAILABLE";
  return new CashrecFailure(code, message, true, retryAfterMs, false, isOfCentres);
}

/** Cashrec, or a limit of ours, asks for a pause; the message says when it ends. */
export function postponed(reason: string, pauseMs: number, now: number): CashrecFailure {
  const until = formatMinute(now + pauseMs);
  const message = `${reason}, and is left alone until ${until}.`;
  return new CashrecFailure("UPSTREAM_UNAVAILABLE", message, false, pauseMs);
}

export function refused(message: string): CashrecFailure {
  return new CashrecFailure("UPSTREAM_REFUSED", message, false);
}

export function rangeTooLong(status: number): CashrecFailure {
  const message = `Cashrec refused the request (${status}), because its range of dates is too long.`;
  return new CashrecFailure("UPSTREAM_REFUSED", message, false, null, true);
}

export function changed(message: string): CashrecFailure {
  return new CashrecFailure("UPSTREAM_CHANGED", message, false);
}

/** Rounds up to the minute, after which another request makes sense. */
export function formatMinute(time: number): string {
  const minute = new Date(Math.ceil(time / 60_000) * 60_000).toISOString();
  return `${minute.slice(0, 10)} ${minute.slice(11, 16)} UTC`;
}

function details(retryAfterMs: number | null): AppErrorDetails {
  return retryAfterMs === null ? {} : { retryAfter: Math.ceil(retryAfterMs / 1_000) };
}
