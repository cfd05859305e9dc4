/** The trail: who did what, newest first, and the proof that nothing of it was changed. */
import { z } from "zod";
import { FAULTS } from "../domain/audit/chain";
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
  /** From where: a client's address, or a word such as "job"; null for what was not told. */
  origin: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditEntryRow = z.infer<typeof auditEntrySchema>;

export const auditListSchema = z.object({
  entries: z.array(auditEntrySchema),
  nextCursor: z.string().nullable(),
});

/** The last entry: who notes it outside can prove later that it is still there, unchanged. */
export const auditHeadSchema = z.object({
  id: z.string(),
  hash: z.string(),
  /** How many entries there are. */
  entries: z.int(),
});
export type AuditHead = z.infer<typeof auditHeadSchema>;

/** A head as it is noted outside, in one text: "41:9f86d0…". */
export const anchorSchema = z
  .string()
  .trim()
  .regex(/^\d{1,15}:[0-9a-f]{64}$/, "Use a head such as 41:9f86d0…, with all 64 letters")
  .transform((text) => ({ id: Number(text.split(":")[0]), hash: text.slice(-64) }));

export const verifyTrailSchema = z.object({ head: anchorSchema.optional() });

export const verificationSchema = z.object({
  /** Every entry that was looked at holds. */
  ok: z.boolean(),
  /** False when there are more entries than could be looked at in the time of a request. */
  complete: z.boolean(),
  /** How many hold, from the first on. */
  entries: z.int(),
  /** The last that holds. */
  head: auditHeadSchema.omit({ entries: true }),
  /** The first that does not, and what is wrong with it. */
  firstBroken: z.object({ id: z.string(), fault: z.enum(FAULTS) }).nullable(),
});
export type VerificationResult = z.infer<typeof verificationSchema>;
