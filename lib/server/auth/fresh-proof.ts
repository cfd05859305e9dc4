import "server-only";

/**
 * Refuses a session whose person has not proved for a while that they are still there (RFC 9470).
 * An API token is exempt: nobody sits at it, it does no more than what it was made for, creating
 * one takes a fresh proof, and it can neither grant rights nor change the connection.
 */
import { AppError } from "../app-error";
import type { CurrentSession } from "./actor";

export function requireFreshProof(session: CurrentSession | null, isTaken: boolean): void {
  if (!isTaken || session === null || session.isFresh) return;
  const maxAge = session.freshSeconds ?? 0;
  throw new AppError(
    "INSUFFICIENT_USER_AUTHENTICATION",
    "You confirmed too long ago who you are. Do it again, then repeat the request.",
    {
      challenge: `Bearer error="insufficient_user_authentication", max_age="${maxAge}"`,
      extra: { maxAge },
    },
  );
}
