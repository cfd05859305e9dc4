/** What administrators see of the security log. */
import { z } from "zod";
import { SECURITY_KINDS, SECURITY_PERIODS, SECURITY_SHOWN } from "../domain/security/events";
import { instantSchema } from "./basics";

/** GET /api/security-events: refusals of the last seven days unless others are named. */
export const securitySearchSchema = z.object({
  days: z.enum(SECURITY_PERIODS).default("7"),
  show: z.enum(SECURITY_SHOWN).default("refusals"),
});
export type SecuritySearch = z.output<typeof securitySearchSchema>;

const securityCountSchema = z.object({
  kind: z.enum(SECURITY_KINDS),
  /** Null when nobody is known, and beyond what a day has rows for. */
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  address: z.string().nullable(),
  events: z.int(),
  firstAt: instantSchema,
  lastAt: instantSchema,
});

export const securityCountsSchema = z.object({
  /** The latest first. */
  counts: z.array(securityCountSchema),
  /** There are more than the list holds. */
  isCut: z.boolean(),
});
export type SecurityCounts = z.output<typeof securityCountsSchema>;
