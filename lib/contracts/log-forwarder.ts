/** Where the audit trail and the security log are forwarded to. */
import type { ConnectionFailure } from "./webhook";

export type ForwarderKind = "syslog" | "webhook";

/**
 * "closed": the receiver closed the connection before it had everything; "refused": it responded
 * with an error.
 */
export type ForwardFailure = ConnectionFailure | "closed" | "refused";
