/** What waits for a second administrator, and what they make of it. */
import { z } from "zod";
import { ACCESS_REQUEST_KINDS } from "../domain/access-request";
import { instantSchema } from "./basics";
import { storedRoleSchema } from "./user";

const accessRequestSchema = z.object({
  id: z.string(),
  person: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  /** A role, a password link, the erasure of the person, or the removal of their second factor. */
  kind: z.enum(ACCESS_REQUEST_KINDS),
  /** Null for all but a role. */
  role: storedRoleSchema.nullable(),
  requestedBy: z.string(),
  requestedAt: instantSchema,
  /** Why the reader can't confirm it; null: the reader can. */
  refusal: z.enum(["own-request", "own-account"]).nullable(),
});
export type AccessRequest = z.infer<typeof accessRequestSchema>;

export const accessRequestListSchema = z.object({
  /** Then what the reader grants takes effect at once. */
  isOnlyAdministrator: z.boolean(),
  /** Whether links go by mail to the address of the person. */
  mailsLinks: z.boolean(),
  requests: z.array(accessRequestSchema),
});
export type AccessRequestList = z.infer<typeof accessRequestListSchema>;

/** `inviteUrl` is null for a role, and for a link that goes by mail. */
export const confirmedRequestSchema = z.object({ inviteUrl: z.string().nullable() });

/** POST /api/access-requests/{requestId}/confirmation, and …/refusal */
export const decideRequestSchema = z.object({ requestId: z.uuid() });
