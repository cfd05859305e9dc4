/** Why the domain refused a request, when the reason is one that the screen has a text for. */
import { isApiError } from "./http";

export function findRefusal<Reason extends string>(
  error: unknown,
  reasons: readonly Reason[],
): Reason | null {
  if (!isApiError(error)) return null;
  return reasons.find((reason) => reason === error.problem.reason) ?? null;
}
