/** How fresh the data of a page is, as responses have it. */
import { z } from "zod";
import { businessDateSchema, instantSchema } from "./basics";

/**
 * A part of the requested range that could not be read, or whose stored data is stale. More than
 * three centres with the same message and dates are one failure, which names the first of them.
 */
export const failureSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  from: businessDateSchema,
  to: businessDateSchema,
  code: z.string(),
  message: z.string(),
  at: instantSchema,
  /** How many centres it is about. */
  centreCount: z.int(),
  /** The ids of these centres, but of no more than the first hundred. */
  centreIds: z.array(z.string()),
});

export const freshnessSchema = z.object({
  /** The oldest reading of Cashrec among the requested sheets; null when none is stored. */
  oldestReadAt: instantSchema.nullable(),
  newestReadAt: instantSchema.nullable(),
  /** The number of requested centre-days that were never read from Cashrec. */
  unreadDays: z.int(),
  failures: z.array(failureSchema),
  /** Grows with every change of the requested lines; clients compare it to detect changes. */
  revision: z.string(),
  /** A pending or running sync that covers part of the range. */
  syncId: z.string().nullable(),
});
export type Freshness = z.infer<typeof freshnessSchema>;
