/** The audit trail: who did what, newest first, and the proof that no entry was changed. */
import { z } from "zod";
import { FAULTS } from "../domain/audit/chain";
import { FINDING_FAULTS, FINDING_SUBJECTS } from "../domain/audit/day-records";
import { AUDIT_KINDS } from "../domain/screen/audit-filters";
import {
  businessDateSchema,
  CENTRES_MAX,
  NODES_MAX,
  idSchema,
  instantSchema,
  limitSchema,
  many,
} from "./basics";
import { witnessReportSchema } from "./witness";

export const auditSearchSchema = z.object({
  /**
   * Without it, the list has everything that the user may see, including entries about no centre.
   */
  centreId: many(idSchema, CENTRES_MAX),
  /**
   * Entries about centres that were below one of these nodes on the business date of the entry, or
   * where it has none, on its day in UTC.
   */
  nodeId: many(idSchema, NODES_MAX),
  /** The action, such as "till-count.recorded", or its noun alone: "till-count". */
  action: z
    .string()
    // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
    .regex(/^[a-z-]+(\.[a-z-]+)?$/, "Use a name such as till-count.recorded")
    .optional(),
  actorId: z.uuid().optional(),
  /** Money is everything but people, sign-ins, tokens, devices and PINs, which are access. */
  kind: z.enum(AUDIT_KINDS).default("everything"),
  /** The business date that the entries concern. */
  businessDate: businessDateSchema.optional(),
  /** The first and the last day of the entries, in UTC. */
  from: businessDateSchema.optional(),
  to: businessDateSchema.optional(),
  limit: limitSchema(1_000, 100),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, "Use the nextCursor of the answer before")
    .optional(),
});
export type AuditSearch = z.infer<typeof auditSearchSchema>;

const auditEntrySchema = z.object({
  id: z.string(),
  at: instantSchema,
  /** Null when the application itself was the actor. */
  actor: z.object({ id: z.string(), name: z.string() }).nullable(),
  action: z.string(),
  centreId: z.string().nullable(),
  businessDate: z.string().nullable(),
  /** The client's address, or a word such as "job"; null when it is unknown. */
  origin: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditEntryRow = z.infer<typeof auditEntrySchema>;

export const auditListSchema = z.object({
  entries: z.array(auditEntrySchema),
  /**
   * What the references to names and addresses in `before` and `after` stand for. Entries are
   * hashed with the references.
   */
  personalValues: z.record(z.string(), z.string()),
  /** Where they happened, as far as these centres exist. */
  centres: z.array(z.object({ id: z.string(), name: z.string(), currency: z.string() })),
  nextCursor: z.string().nullable(),
  /** The last of the entries that are in an archive; null when none are. */
  archive: z.object({ id: z.string(), hash: z.string(), lastAt: instantSchema }).nullable(),
});
export type AuditList = z.infer<typeof auditListSchema>;

/**
 * The last entry. Anyone who records it outside can prove afterwards that it is still there,
 * unchanged.
 */
export const auditHeadSchema = z.object({
  id: z.string(),
  hash: z.string(),
  /** The number of entries, those in an archive included. */
  entries: z.int(),
});
export type AuditHead = z.infer<typeof auditHeadSchema>;

/** A head as one text for recording it outside: "41:9f86d0…". */
export const anchorSchema = z
  .string()
  .trim()
  .regex(/^\d{1,15}:[0-9a-f]{64}$/, "Use a head such as 41:9f86d0…, with all 64 letters")
  .transform((text) => ({ id: Number(text.split(":")[0]), hash: text.slice(-64) }));

const NOTE_CHARS_MAX = 10_000;

export const verifyAuditTrailSchema = z.object({
  head: anchorSchema.optional(),
  /** A signed checkpoint of the trail that was kept elsewhere, such as in a mail. */
  checkpoint: z.string().trim().min(1).max(NOTE_CHARS_MAX).optional(),
});

export const verificationSchema = z.object({
  /** True when every entry that was checked is intact. */
  ok: z.boolean(),
  /** False when there are more entries than a request has time to check. */
  complete: z.boolean(),
  /** The number of intact entries, from the first one that is not in an archive. */
  entries: z.int(),
  /** The number of entries that are in an archive, and were not verified. */
  archivedEntries: z.int(),
  /** The last intact entry. */
  head: auditHeadSchema.omit({ entries: true }),
  /** The first entry that is not intact, and what is wrong with it. */
  firstBroken: z.object({ id: z.string(), fault: z.enum(FAULTS) }).nullable(),
  /** What the witnesses that can be asked have confirmed. */
  witnesses: z.array(witnessReportSchema),
});
export type VerificationResult = z.infer<typeof verificationSchema>;

const findingSchema = z.object({
  /** What it concerns; "sums" are those from which variances are read. */
  about: z.enum(FINDING_SUBJECTS),
  fault: z.enum(FINDING_FAULTS),
  line: z.object({ shiftId: z.string(), tillId: z.string(), tenderId: z.string() }).nullable(),
  /** The version of a count, an explanation or a sheet, or the number of a move. */
  number: z.int().nullable(),
  /** The entry of the trail that records it. */
  entryId: z.string().nullable(),
  /** The field that differs; null when the record as a whole does. */
  field: z.string().nullable(),
  /** The value that the trail records, or that the rebuild computes. */
  recorded: z.union([z.string(), z.number()]).nullable(),
  /** The value that the tables hold. */
  stored: z.union([z.string(), z.number()]).nullable(),
});
export type DayFindingRow = z.infer<typeof findingSchema>;

export const dayVerificationSchema = z.object({
  /** True when nothing that was checked differs. */
  ok: z.boolean(),
  /** False when there is more than a request has time to check, and for days in an archive. */
  complete: z.boolean(),
  /**
   * Entries about the day may be in an archive: its figures and what is left of its chain were
   * verified, and its counts, explanations and moves were not compared with their entries.
   */
  isArchived: z.boolean(),
  /** The number of entries about the day. */
  entries: z.int(),
  /** The number of its lines. */
  lines: z.int(),
  /** The entry up to which the chain was followed; null for readers of some centres only. */
  head: auditHeadSchema.omit({ entries: true }).nullable(),
  firstBroken: verificationSchema.shape.firstBroken,
  /** What differs, and where; at most 50. */
  findings: z.array(findingSchema),
  findingCount: z.int(),
});
export type DayVerification = z.infer<typeof dayVerificationSchema>;
