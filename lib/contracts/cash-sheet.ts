/** How expected cash comes about, and what a cash sheet leaves in doubt. */
import { z } from "zod";
import { FINDING_KINDS } from "../domain/cash-sheet";
import { TERMS } from "../domain/line";
import { minorSchema } from "./basics";

export const waterfallTermSchema = z.object({
  term: z.enum(TERMS),
  /**
   * The amount with the sign with which it enters the sum; null when Cashrec does not provide it.
   */
  amountMinor: minorSchema.nullable(),
  /** The amount of an entry is null when Cashrec lists it without one. */
  entries: z.array(z.object({ label: z.string().nullable(), amountMinor: minorSchema.nullable() })),
  /** True for a float that was agreed here, where Cashrec gives none. */
  agreed: z.literal(true).optional(),
});

export const sheetFindingSchema = z.object({
  kind: z.enum(FINDING_KINDS),
  shiftId: z.string(),
  tillId: z.string(),
  /** The name of the tender, or the label of the expense. */
  name: z.string().nullable(),
  /** How the expense was paid, or the currency of the tender. */
  detail: z.string().nullable(),
  /** Cashrec's figure and ours, where the finding is that they do not agree. */
  figures: z.object({ cashrecMinor: minorSchema, oursMinor: minorSchema }).optional(),
});
export type SheetFinding = z.infer<typeof sheetFindingSchema>;
