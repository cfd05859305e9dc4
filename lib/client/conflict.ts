/**
 * A conflict carries the version that is in force now; it is null when the request failed for
 * another reason.
 */
import type { Problem } from "../contracts/problem";
import { isApiError } from "./http";

export function currentOf<Current>(error: unknown): Current | null {
  return isApiError(error) ? currentIn<Current>(error.problem) : null;
}

export function currentIn<Current>({ code, current }: Problem): Current | null {
  return code === "CONFLICT" ? ((current ?? null) as Current | null) : null;
}
