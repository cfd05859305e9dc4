/** Where the audit trail and the security log are forwarded to, and how far they are. */
import type { ConnectionFailure } from "./webhook";

export type ForwarderKind = "syslog" | "webhook";

/**
 * "closed": the receiver closed the connection before it had everything; "refused": it responded
 * with an error.
 */
export type ForwardFailure = ConnectionFailure | "closed" | "refused";

export type LogForwarderState = {
  kind: ForwarderKind;
  /** Host and port; the rest of an address may be secret. */
  host: string;
  /** Null before anything was delivered. */
  deliveredAt: string | null;
  /** How many entries and events it does not have. */
  waiting: { audit: number; security: number };
  failing: { since: string; failure: ForwardFailure } | null;
};
