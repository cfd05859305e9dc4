/** GET /api/audit: who did what, newest first. */
import { z } from "zod";
import {
  businessDateSchema,
  CENTRES_MAX,
  idSchema,
  instantSchema,
  limitSchema,
  many,
} from "./basics";

export const auditSearchSchema = z.object({
  /** Left out: everything that the reader may see, entries about no centre included. */
  centreId: many(idSchema, CENTRES_MAX),
  /** An event, such as "till-count.recorded", or its noun alone: "till-count". */
  action: z
    .string()
    .regex(/^[a-z-]+(\.[a-z-]+)?$/, "Use a name such as till-count.recorded")
    .optional(),
  actorId: z.uuid().optional(),
  /** Days of the entries, in UTC. */
  from: businessDateSchema.optional(),
  to: businessDateSchema.optional(),
  limit: limitSchema(1_000, 100),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, "Use the nextCursor of the answer before")
    .optional(),
});
export type AuditSearch = z.infer<typeof auditSearchSchema>;

export const auditEntrySchema = z.object({
  id: z.string(),
  at: instantSchema,
  /** null: the product itself. */
  actor: z.object({ id: z.string(), name: z.string() }).nullable(),
  action: z.string(),
  centreId: z.string().nullable(),
  businessDate: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntryRow = z.infer<typeof auditEntrySchema>;

export const auditListSchema = z.object({
  entries: z.array(auditEntrySchema),
  nextCursor: z.string().nullable(),
});
