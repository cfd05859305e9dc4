/**
 * What leaves for another system: entries of the audit trail and security events. Each has the
 * number that follows that of the one before in its stream, so that a receiver sees what it lacks
 * and what it got twice.
 */
import { isRefusal, SECURITY_KINDS, type SecurityKind } from "../security/events";

const LOG_STREAMS = ["audit", "security"] as const;
export type LogStream = (typeof LOG_STREAMS)[number];

/** An event that says how many others could not wait for their receiver. */
export const EVENTS_DROPPED = "events-dropped";

export type LogRecord = {
  stream: LogStream;
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  /** An action of the audit trail, or a kind of security event. */
  event: string;
  /** By name; null for what is not known. */
  facts: Readonly<Record<string, string | number | null>>;
  /** JSON, or its beginning; `bytes` is the size of the whole. */
  content: { text: string; bytes: number } | null;
};

/** Returns false when only the beginning is there. */
export function isWhole({ text, bytes }: NonNullable<LogRecord["content"]>): boolean {
  return bytes === countBytes(text);
}

export function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Returns the severity of RFC 5424: 3 is an error, 4 a warning, 5 a notice and 6 informational. */
export function severityOf({ stream, event }: Pick<LogRecord, "stream" | "event">): number {
  if (event === EVENTS_DROPPED) return 3;
  if (stream === "audit") return PAST_THE_APPLICATION.includes(event) ? 4 : 5;
  return isKind(event) && !isRefusal(event) ? 6 : 4;
}

const PAST_THE_APPLICATION = ["database.row-changed", "database.table-emptied"];

function isKind(event: string): event is SecurityKind {
  return SECURITY_KINDS.some((kind) => kind === event);
}
