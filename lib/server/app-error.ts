import "server-only";

/**
 * An operating error: something went wrong although this code made no mistake. It is thrown
 * anywhere below, and only `route()` turns it into a problem document. People read the message: it
 * tells what to do, and never contains a secret, a token or a payload.
 */
import type { Problem, ProblemCode } from "@/lib/contracts/problem";

/** A centre that is not the reader's looks like one that does not exist. */
export const NO_SUCH_CENTRE = "There is no such centre among yours.";
/** So does a node without a centre of the reader. */
export const NO_SUCH_NODE = "There is no such part of the organisation among yours.";

export type AppErrorDetails = Pick<Problem, "errors" | "reason" | "current"> & {
  /** Seconds, for TOO_MANY_REQUESTS and UPSTREAM_UNAVAILABLE. */
  retryAfter?: number;
  /** What the client has to prove, for the header `WWW-Authenticate`. */
  challenge?: string;
  /** The problem has these members in addition to the usual ones. */
  extra?: Record<string, unknown>;
};

/**
 * Tells our errors from others. The built application holds several copies of this module, one in
 * each of its bundles, so `instanceof` does not know what another bundle threw.
 */
const MARK: unique symbol = Symbol.for("counterfoil.app-error");

export class AppError extends Error {
  override readonly name = "AppError";
  readonly [MARK] = true;

  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly details: AppErrorDetails = {},
  ) {
    super(message);
  }
}

export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && MARK in error;
}
