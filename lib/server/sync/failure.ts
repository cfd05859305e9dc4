import "server-only";

/**
 * Describes the failure of a part as it is stored: a code from a closed list, and a message for the
 * user.
 */
import type { ProblemCode } from "@/lib/contracts/problem";
import { isAppError } from "../app-error";
import { isCashrecFailure } from "../cashrec/failure";
import { log } from "../log";

export type Failure = {
  code: ProblemCode;
  message: string;
  retryAfterSeconds: number | null;
  /** The pause is one of the centres that were asked for, not of all. */
  isOfCentres?: boolean;
};

/** PostgreSQL reports these codes for text that it can't store, such as a NUL inside a name. */
const UNSTORABLE = new Set(["22021", "22P05"]);
const DISK_FULL = "53100";

export function failureOf(error: unknown): Failure {
  if (isAppError(error)) {
    const { code, message, details } = error;
    const isOfCentres = isCashrecFailure(error) && error.isOfCentres;
    return { code, message, retryAfterSeconds: details.retryAfter ?? null, isOfCentres };
  }
  const code = codeOf(error);
  if (code !== null && UNSTORABLE.has(code)) {
    const message = "Cashrec's answer holds characters that cannot be stored.";
    return { code: "UPSTREAM_CHANGED", message, retryAfterSeconds: null };
  }
  if (code === DISK_FULL) {
    const message = "The disk of the database is full. Free some space and ask again.";
    return { code: "STORAGE_FULL", message, retryAfterSeconds: null };
  }
  log().error({ err: error }, "a part of a pass could not be stored");
  const message = "Something went wrong here; nothing of this part was stored. Ask again.";
  return { code: "UNEXPECTED", message, retryAfterSeconds: null };
}

/** Tells whether the connection to our own database is lost, which says nothing about the part. */
export function isDatabaseGone(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== null) return /^(57P0\d|08\w{3}|ECONN\w+|EPIPE|ENOTFOUND|ETIMEDOUT)$/.test(code);
  return (
    error instanceof Error && /connection (terminated|timeout)|not queryable/i.test(error.message)
  );
}

export function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  return "code" in error && typeof error.code === "string" ? error.code : null;
}
