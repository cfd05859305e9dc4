/** The body of every refused request: a problem document (RFC 9457) with a closed list of codes. */
import { z } from "zod";

export const PROBLEM_CODES = [
  "UNAUTHENTICATED",
  "INSUFFICIENT_USER_AUTHENTICATION",
  "FORBIDDEN",
  "SECOND_FACTOR_REQUIRED",
  "NOT_FOUND",
  "CONFLICT",
  "IDEMPOTENCY_KEY_REUSED",
  "INVALID",
  "REJECTED_ROWS",
  "REFUSED",
  "TOO_LARGE",
  "METHOD_NOT_ALLOWED",
  "TOO_MANY_REQUESTS",
  "CROSS_SITE",
  "WRONG_HOST",
  "SCANNER_UNAVAILABLE",
  "FILES_UNAVAILABLE",
  "STORAGE_FULL",
  "STARTING",
  "DATABASE_BUSY",
  "DATABASE_READ_ONLY",
  "DATABASE_UNAVAILABLE",
  "OUTCOME_UNKNOWN",
  "UPSTREAM_UNAVAILABLE",
  "UPSTREAM_REFUSED",
  "UPSTREAM_CHANGED",
  "UNEXPECTED",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A route may add members of its own, which its contract names as its `refusal`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(PROBLEM_CODES),
  detail: z.string(),
  /** Identifies the request in the log. */
  requestId: z.string(),
  /** For invalid input: the errors, each with a path such as "lines.3.countedMinor". */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** For a refusal by the domain: its reason, from the closed list of that decision. */
  reason: z.string().optional(),
  /** For a conflict: the version that is in force now. */
  current: z.unknown().optional(),
  /** For a proof of who asks that is too old: the seconds that one is good for. */
  maxAge: z.int().optional(),
  /** For archived days: the first one that is there. For a past moment: the day it lacks. */
  businessDate: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
