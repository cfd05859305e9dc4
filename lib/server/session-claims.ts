import "server-only";

/** What the cookie of a session says. */
import { z } from "zod";

const pinSchema = z.object({
  deviceId: z.uuid(),
  centreId: z.string(),
  /** The version of the PIN; setting another one ends the session. */
  version: z.int(),
});
export type PinSession = z.infer<typeof pinSchema>;

export const claimsSchema = z.object({
  sub: z.uuid(),
  sessionId: z.uuid(),
  /** The session version of the user at sign-in; raising it ends all their sessions. */
  version: z.int(),
  signedInAt: z.int(),
  /** Present in cookies from before sessions were rows: the time of the last activity. */
  seenAt: z.int().optional(),
  /** Present when the session was opened with a PIN on a shared device. */
  pin: pinSchema.optional(),
});
export type SessionClaims = z.infer<typeof claimsSchema>;
