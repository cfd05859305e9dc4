/**
 * Decides who may take over a till. Whoever hands it over and whoever takes it are two people, and
 * each counts for themselves, so that a difference is known while both are still there.
 */
import { type Minor, minor } from "../money";

export type TakeOverRefusal = "same-person" | "taken-over" | "no-hand-over";

/** A hand-over as far as it matters here; null when there is none of that number. */
export type OpenHandOver = { givenById: string; isTaken: boolean };

export function refuseTakeOver(
  handOver: OpenHandOver | null,
  takerId: string,
): TakeOverRefusal | null {
  if (handOver === null) return "no-hand-over";
  if (handOver.isTaken) return "taken-over";
  return handOver.givenById === takerId ? "same-person" : null;
}

/** What the two disagree by: negative when less was found than was handed over. */
export function computeDisagreement(givenMinor: number, takenMinor: number): Minor {
  return minor(takenMinor - givenMinor);
}
