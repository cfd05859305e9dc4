import "server-only";

/** Refuses those who need a second factor and have none, but to set one up. */
import { AppError } from "../app-error";
import type { Caller } from "./actor";

type Called = { isForEnrolment: boolean; takesFreshProof: boolean };

/**
 * A session may set a factor up, and nothing else. An API token goes on, because nobody sits at it
 * and it was made for something, except with what takes a fresh proof of a person.
 */
export function requireSecondFactor(
  { lacksFactor, session }: Caller,
  { isForEnrolment, takesFreshProof }: Called,
): void {
  const isRefused = session === null ? takesFreshProof : !isForEnrolment;
  if (!lacksFactor || !isRefused) return;
  throw new AppError(
    "SECOND_FACTOR_REQUIRED",
    session === null
      ? "The owner of this API token has to set up two-step sign-in first."
      : "Your roles take two-step sign-in. Set it up in the settings, then repeat the request.",
  );
}
