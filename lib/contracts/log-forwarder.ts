/** Where the audit trail and the security log are forwarded to, and how far they are. */
import { z } from "zod";
import { instantSchema } from "./basics";
import { CONNECTION_FAILURES } from "./webhook";

const FORWARDER_KINDS = ["syslog", "webhook"] as const;
export type ForwarderKind = (typeof FORWARDER_KINDS)[number];

/**
 * "closed": the receiver closed the connection before it had everything; "refused": it responded
 * with an error.
 */
const FORWARD_FAILURES = [...CONNECTION_FAILURES, "closed", "refused"] as const;
export type ForwardFailure = (typeof FORWARD_FAILURES)[number];

export const logForwarderStateSchema = z.object({
  kind: z.enum(FORWARDER_KINDS),
  /** Host and port; the rest of an address may be secret. */
  host: z.string(),
  /** Null before anything was delivered. */
  deliveredAt: instantSchema.nullable(),
  /** How many entries and events it does not have. */
  waiting: z.object({ audit: z.int(), security: z.int() }),
  failing: z.object({ since: instantSchema, failure: z.enum(FORWARD_FAILURES) }).nullable(),
});
export type LogForwarderState = z.infer<typeof logForwarderStateSchema>;
