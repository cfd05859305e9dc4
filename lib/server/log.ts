import "server-only";

/** Structured logs. Never hand it a request's body, a header, a token or a payload. */
import pino, { type Logger } from "pino";

const REDACTED = ["password", "token", "secret", "authorization", "cookie", "payload"];

let shared: Logger | null = null;

export function log(): Logger {
  shared ??= pino({
    level: "info",
    redact: { paths: [...REDACTED, ...REDACTED.map((name) => `*.${name}`)], censor: "[hidden]" },
  });
  return shared;
}
