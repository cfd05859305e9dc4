import "server-only";

/**
 * Records a security event: as a line of the log, and in the counts of the day that administrators
 * see. It never throws, waits for nothing, and takes no more memory, lines or rows in a flood:
 * counts are bounded, and so are the lines of a minute.
 *
 * Never pass what somebody typed, except as `account`, of which only a keyed hash is logged: people
 * type their password into the wrong field.
 */
import { createHmac } from "node:crypto";
import { isRefusal, type SecurityKind } from "@/lib/domain/security/events";
import { env } from "../env";
import { addressOf } from "../http/address";
import { requestIdOf } from "../http/request-id";
import { log } from "../log";
import { bufferEvent } from "./event-buffer";
import { limitLines } from "./line-limit";
import { tally } from "./tally";

export type SecurityEvent = {
  kind: SecurityKind;
  /** The person who did it, or who was pretended to be, where that is known. */
  personId?: string | null | undefined;
  /** The account that was named in a try to sign in. */
  account?: string | undefined;
  centreId?: string | undefined;
  /** A code of ours, such as the permission that is missing. */
  detail?: string | undefined;
};

/** A page passes the headers that Next.js gives it, and its path. */
export type SecurityRequest = Pick<Request, "headers" | "url" | "method">;

export function recordSecurityEvent(request: SecurityRequest, event: SecurityEvent): void {
  const { kind, personId, account, centreId, detail } = event;
  const address = addressOf(request);
  const now = Date.now();
  tally().add({
    day: new Date(now).toISOString().slice(0, 10),
    kind,
    personId: personId ?? "",
    address,
    events: 1,
    firstAt: now,
    lastAt: now,
  });
  const { isAllowed, suppressed } = limitLines(kind, `${personId ?? ""} ${address}`, now);
  if (!isAllowed) return;
  const details = {
    requestId: requestIdOf(request),
    account: account === undefined ? undefined : hashAccount(account),
    address,
    method: request.method,
    route: readableRoute(request.url),
    centreId,
    detail,
    ...(suppressed === 0 ? {} : { suppressed }),
  };
  bufferEvent({ at: now, kind, personId: personId ?? null, details });
  const line = { security: kind, personId: personId ?? undefined, ...details };
  if (isRefusal(kind)) log().warn(line, "security event");
  else log().info(line, "security event");
}

/** An account has one hash in all lines of this installation, and nobody can read it. */
function hashAccount(account: string): string {
  const text = account.trim().toLowerCase();
  return createHmac("sha256", env().secret).update(`account:${text}`).digest("hex").slice(0, 16);
}

const ROUTE_CHARS_MAX = 200;
const LONG_PART = /^.{20,}$/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Without the query, and without long parts of the path, which may be one-time tokens. */
function readableRoute(url: string): string {
  const pathname = URL.canParse(url, HERE) ? new URL(url, HERE).pathname : "/";
  const parts = pathname
    .split("/")
    .map((part) => (LONG_PART.test(part) && !UUID.test(part) ? "[hidden]" : part));
  return parts.join("/").slice(0, ROUTE_CHARS_MAX);
}

const HERE = "http://counterfoil.invalid";
