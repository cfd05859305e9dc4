import "server-only";

/**
 * Converts anything that was thrown into a problem document. Only an `AppError` shows its own
 * message.
 */
import type { Problem, ProblemCode } from "@/lib/contracts/problem";
import { AppError, isAppError } from "../app-error";
import { toArchivedDays } from "../db/archived";
import { listCodes, toDatabaseError } from "../db/failures";
import { noteFullDisk } from "../free-disk";
import { log } from "../log";
import { requestIdOf } from "./request-id";

const KINDS: Record<ProblemCode, { status: number; title: string }> = {
  INVALID: { status: 400, title: "The request can't be understood" },
  UNAUTHENTICATED: { status: 401, title: "Sign in first" },
  INSUFFICIENT_USER_AUTHENTICATION: { status: 401, title: "Confirm that it is you" },
  FORBIDDEN: { status: 403, title: "Not allowed" },
  SECOND_FACTOR_REQUIRED: { status: 403, title: "Set up two-step sign-in first" },
  WRONG_HOST: { status: 421, title: "Sent to the wrong server" },
  CROSS_SITE: { status: 403, title: "The request came from another site" },
  NOT_FOUND: { status: 404, title: "Not found" },
  METHOD_NOT_ALLOWED: { status: 405, title: "No method of this server" },
  CONFLICT: { status: 409, title: "Someone else was faster" },
  IDEMPOTENCY_KEY_REUSED: { status: 409, title: "The key was used for another request" },
  TOO_LARGE: { status: 413, title: "Too large" },
  REJECTED_ROWS: { status: 422, title: "Some rows can't be read; nothing was stored" },
  REFUSED: { status: 422, title: "Refused" },
  TOO_MANY_REQUESTS: { status: 429, title: "Too many requests" },
  UNEXPECTED: { status: 500, title: "Something went wrong here" },
  UPSTREAM_REFUSED: { status: 502, title: "Cashrec refused the request" },
  UPSTREAM_CHANGED: { status: 502, title: "Cashrec answered in an unknown form" },
  UPSTREAM_UNAVAILABLE: { status: 503, title: "Cashrec does not answer" },
  SCANNER_UNAVAILABLE: { status: 503, title: "The virus scanner does not respond" },
  FILES_UNAVAILABLE: { status: 503, title: "The store of files does not respond" },
  STORAGE_FULL: { status: 507, title: "The disk is almost full" },
  STARTING: { status: 503, title: "This instance is starting" },
  DATABASE_BUSY: { status: 503, title: "The database is busy" },
  DATABASE_READ_ONLY: { status: 503, title: "The database takes no changes now" },
  DATABASE_UNAVAILABLE: { status: 503, title: "The database can't be reached" },
  OUTCOME_UNKNOWN: { status: 504, title: "Nobody knows whether the change was stored" },
};

/**
 * PostgreSQL reports these codes for a NUL, which its text can't contain, and for half a surrogate
 * pair in JSON.
 */
const UNSTORABLE: ReadonlySet<string> = new Set(["22021", "22P05"]);

const OF_THE_DATABASE: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "DATABASE_BUSY",
  "DATABASE_READ_ONLY",
  "DATABASE_UNAVAILABLE",
  "OUTCOME_UNKNOWN",
]);

export function statusOf(error: AppError): number {
  return KINDS[error.code].status;
}

/** The problem and the lines of the log about this request have the same id. */
export function problemResponse(error: unknown, request: object = {}): Response {
  const known = toAppError(error);
  const requestId = requestIdOf(request);
  if (known.code === "UNEXPECTED") log().error({ requestId, err: error }, "request failed");
  if (OF_THE_DATABASE.has(known.code)) {
    log().warn({ requestId, code: known.code, err: error }, "the database did not serve a request");
  }
  if (known.code === "STORAGE_FULL" && !isAppError(error)) noteFullDisk();
  const { status, title } = KINDS[known.code];
  const { retryAfter, challenge, extra, ...details } = known.details;
  const problem: Problem = {
    type: `urn:counterfoil:problem:${known.code.toLowerCase()}`,
    title,
    status,
    code: known.code,
    detail: known.message,
    requestId,
    ...details,
  };
  return Response.json(
    { ...problem, ...extra },
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
        ...(challenge === undefined ? {} : { "www-authenticate": challenge }),
      },
    },
  );
}

/** What the database says of a request becomes an error of ours; all else is unexpected. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  const known = toDatabaseError(error) ?? toArchivedDays(error);
  if (known !== null) return known;
  if (listCodes(error).some((code) => UNSTORABLE.has(code))) {
    return new AppError("INVALID", "The text holds characters that can't be stored, such as NUL.");
  }
  return new AppError("UNEXPECTED", "Nothing was lost. Try again, or quote the request's id.");
}
