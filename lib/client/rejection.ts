/** Reads what the server rejected of an imported file. */
import type { Problem } from "../contracts/problem";
import { isApiError } from "./http";

/** The rows that were rejected, with their reasons; null when it was refused for another reason. */
export function readRejection<Rejection extends object>(error: unknown): Rejection | null {
  if (!isApiError(error) || error.problem.code !== "REJECTED_ROWS") return null;
  return error.problem as Problem & Rejection;
}
