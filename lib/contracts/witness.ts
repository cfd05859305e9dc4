/** Checkpoints of the audit trail, and the witnesses that confirm them. */
import { z } from "zod";
import { instantSchema } from "./basics";

/** The ways in which a checkpoint of the trail leaves the reach of the database's owner. */
export const WITNESS_KINDS = ["file", "mail", "webhook", "witness"] as const;
export type WitnessKind = (typeof WITNESS_KINDS)[number];

export const WITNESS_FAILURES = [
  /** It could not be reached, or responded with an error of its own. */
  "unreachable",
  /** It refuses the checkpoint: it does not know this trail or its key. */
  "refused",
  /** It has a checkpoint that contradicts the trail: the trail was rewritten or cut off. */
  "contradiction",
  /** Its response is not signed by its key, or can't be read. */
  "unreadable",
  /** Its last checkpoint is of entries that were archived: nothing newer can be proved to it. */
  "archived",
] as const;
export type WitnessFailure = (typeof WITNESS_FAILURES)[number];

const witnessSchema = z.object({
  kind: z.enum(WITNESS_KINDS),
  /** A path, an address, or the name that the witness signs with. */
  name: z.string(),
});

export const witnessStatusSchema = z.object({
  /** Verifies the checkpoints of this trail: name, id and key, separated by plus signs. */
  publicKey: z.string(),
  /** Null while there is none. */
  checkpoint: z
    .object({ size: z.int(), madeAt: instantSchema, /** The signed note. */ note: z.string() })
    .nullable(),
  witnesses: z.array(
    witnessSchema.extend({
      /** The key with which it confirms; null for those that only keep checkpoints. */
      publicKey: z.string().nullable(),
      /** The number of entries of the last checkpoint that it took; null before the first. */
      size: z.int().nullable(),
      succeededAt: instantSchema.nullable(),
      failingSince: instantSchema.nullable(),
      failure: z.enum(WITNESS_FAILURES).nullable(),
    }),
  ),
});
export type WitnessStatus = z.infer<typeof witnessStatusSchema>;

/** What a witness has confirmed when the trail was verified. */
export const witnessReportSchema = witnessSchema.extend({
  /** The number of entries that it has confirmed; null when it did not say. */
  size: z.int().nullable(),
  failure: z.enum(WITNESS_FAILURES).nullable(),
});
export type WitnessReport = z.infer<typeof witnessReportSchema>;
