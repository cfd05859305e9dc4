import "server-only";

/**
 * Structured logs. Never pass a request's body, a header, a token or a payload. Of an error it logs
 * the name, the code and, where we wrote it, the message: never the stack, and never the message of
 * a driver, which may quote the values of a row.
 */
import pino, { type LogFn, type Logger } from "pino";
import { isAppError } from "./app-error";
import { currentWork } from "./work-context";

const REDACTED = ["password", "token", "secret", "authorization", "cookie", "payload"];
const CAUSES_MAX = 3;

let shared: Logger | null = null;

export function log(): Logger {
  shared ??= pino(logOptions());
  return shared;
}

export function logOptions() {
  return {
    level: "info",
    redact: { paths: [...REDACTED, ...REDACTED.map((name) => `*.${name}`)], censor: "[hidden]" },
    hooks: { logMethod: withMessage },
    mixin: () => describeWork(),
    serializers: { err: (error: unknown) => describeError(error), error: describeError },
  };
}

/** Every line says which request or job it belongs to. */
function describeWork(): Record<string, string> {
  const work = currentWork();
  if (work === undefined) return {};
  return work.kind === "job" ? { jobId: work.id } : { requestId: work.id };
}

/** Without a message of ours, pino would log that of the error. */
function withMessage(this: Logger, args: unknown[], method: LogFn): void {
  const [first, message, ...rest] = args;
  const loggedError = first instanceof Error ? { err: first } : first;
  if (typeof loggedError === "object" && loggedError !== null && typeof message !== "string") {
    method.call(this, loggedError, "failed");
  } else {
    method.apply(this, [loggedError, message, ...rest] as Parameters<LogFn>);
  }
}

export type ErrorDescription = {
  name: string;
  code?: string;
  message?: string;
  cause?: ErrorDescription;
};

export function describeError(error: unknown, causes = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return {
    name: error.name,
    ...(typeof code === "string" ? { code: code.slice(0, 60) } : {}),
    ...(isOurs(error) ? { message: error.message } : {}),
    ...(cause === undefined || causes >= CAUSES_MAX
      ? {}
      : { cause: describeError(cause, causes + 1) }),
  };
}

/** The message of an assertion or of an `AppError` was written by us. */
function isOurs(error: Error): boolean {
  if (isAppError(error)) return true;
  if (error.message.startsWith("Assertion failed: ")) return true;
  return error.name === "TypeError" || error.name === "ReferenceError";
}
