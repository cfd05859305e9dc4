/** The reasons that explain a difference, as an organisation offers them. */
import { z } from "zod";
import { EXPLAINED_VERDICTS } from "@/lib/domain/workflow/reason-list";

const codeSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, "Use 2 to 40 small letters, digits and hyphens");
const labelSchema = z.string().trim().min(1).max(80);

const offeredReasonSchema = z.object({
  code: codeSchema,
  /** False when it can't be chosen any more; existing explanations keep it. */
  active: z.boolean(),
  verdicts: z.array(z.enum(EXPLAINED_VERDICTS)).max(EXPLAINED_VERDICTS.length),
  /** The labels of a reason that was added. Reasons of the default set have translated labels. */
  labels: z.object({
    en: labelSchema.optional(),
    es: labelSchema.optional(),
    fr: labelSchema.optional(),
  }),
});
export type Reason = z.infer<typeof offeredReasonSchema>;

const REASONS_MAX = 100;

/**
 * The reasons in the order in which they are offered. `version` is 0 for the unchanged default set.
 */
export const reasonListSchema = z.object({
  version: z.int(),
  reasons: z.array(offeredReasonSchema),
});
export type ReasonList = z.infer<typeof reasonListSchema>;

/** PUT /api/reasons replaces the list; `version` is the version that was shown. */
export const changeReasonsSchema = z.object({
  version: z.int().min(0),
  reasons: z.array(offeredReasonSchema).min(1).max(REASONS_MAX),
});
export type ChangeReasons = z.infer<typeof changeReasonsSchema>;
