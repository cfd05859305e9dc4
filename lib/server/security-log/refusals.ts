import "server-only";

/** Recognises the refusals of requests that the security log records. */
import type { SecurityKind } from "@/lib/domain/security/events";
import { isAppError, NO_SUCH_CENTRE, NO_SUCH_NODE } from "../app-error";
import { isBearer } from "../http/origin";
import { recordSecurityEvent, type SecurityRequest } from "./record";

/** Who sent the request, where that is known, and what the route requires. */
export type RefusedCall = { personId?: string | undefined; permission?: string };

/** A mistake in the input is no security event, and neither is a failure of ours. */
export function recordRefusal(
  request: SecurityRequest,
  error: unknown,
  { personId, permission }: RefusedCall = {},
): void {
  const kind = kindOf(request, error);
  if (kind === null) return;
  const detail = kind === "permission-refused" ? permission : undefined;
  recordSecurityEvent(request, { kind, personId, detail });
}

/** Requests that nobody has signed in for are no event: every browser makes them. */
const SESSION_COOKIE = /(^|[ ;-])next-auth\.session-token=/;

function kindOf(request: SecurityRequest, error: unknown): SecurityKind | null {
  if (!isAppError(error)) return null;
  const { code, message, details } = error;
  if (code === "UNAUTHENTICATED") {
    if (isBearer(request)) return "token-refused";
    return SESSION_COOKIE.test(request.headers.get("cookie") ?? "") ? "session-refused" : null;
  }
  if (code === "NOT_FOUND") {
    return [NO_SUCH_CENTRE, NO_SUCH_NODE].includes(message) ? "not-yours" : null;
  }
  return OF_CODE.get(code) ?? OF_REASON.get(details.reason ?? "") ?? null;
}

const OF_CODE: ReadonlyMap<string, SecurityKind> = new Map<string, SecurityKind>([
  ["FORBIDDEN", "permission-refused"],
  ["SECOND_FACTOR_REQUIRED", "permission-refused"],
  ["CROSS_SITE", "cross-site-refused"],
  ["WRONG_HOST", "host-refused"],
  ["TOO_MANY_REQUESTS", "rate-limited"],
]);

const OF_REASON: ReadonlyMap<string, SecurityKind> = new Map<string, SecurityKind>([
  ["pin-wrong", "pin-failed"],
  ["password-wrong", "identity-not-proved"],
  ["code-wrong", "identity-not-proved"],
  ["pin-locked", "pin-locked"],
  ["malware", "malware-refused"],
]);
