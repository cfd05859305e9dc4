/** How expected cash comes about, and what a cash sheet leaves in doubt. */
import { z } from "zod";
import { FINDING_KINDS } from "../domain/cash-sheet";
import { TERMS } from "../domain/line";
import { instantSchema, minorSchema } from "./basics";

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

/** What Cashrec says of a day beside the takings; null is what it does not say. */
export const sheetFactsSchema = z.object({
  /** How far head office has come, in Cashrec's own words. */
  reviews: z.array(z.object({ section: z.string(), state: z.string().nullable() })),
  shifts: z.array(
    z.object({
      shiftId: z.string(),
      shiftName: z.string().nullable(),
      tillId: z.string(),
      tillName: z.string().nullable(),
      /** Times are local wall-clock times. */
      openedAt: z.string().nullable(),
      closedAt: z.string().nullable(),
      grossSalesMinor: minorSchema.nullable(),
      netSalesMinor: minorSchema.nullable(),
      tickets: z.int().nullable(),
      /** Cashrec's own cash difference, which is never mixed into ours. */
      cashrecDifferenceMinor: minorSchema.nullable(),
      /** The difference of the cash line; null while it is not counted. */
      ourDifferenceMinor: minorSchema.nullable(),
      /** Present when the two are known and disagree: by how much, and because of which terms. */
      disagreement: z.object({ gapMinor: minorSchema, terms: z.array(z.enum(TERMS)) }).nullable(),
    }),
  ),
});
export type SheetFacts = z.infer<typeof sheetFactsSchema>;

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

/**
 * A version without a hash says that Cashrec no longer has the sheet. The content of a thinned one
 * was removed by the retention.
 */
export const sheetVersionSchema = z.object({
  version: z.int(),
  fetchedAt: instantSchema,
  hash: z.string().nullable(),
  isThinned: z.boolean(),
  /** The file that it was imported from; null when Cashrec sent it. */
  file: z.object({ name: z.string(), hash: z.string(), by: z.string() }).nullable(),
});

/** GET /api/reconciliations/{centreId}/{date}/sheet?version=n returns the raw payload as text. */
export const rawSheetSchema = z.object({
  version: z.int(),
  fetchedAt: instantSchema,
  hash: z.string(),
  payload: z.string(),
});

/** A version whose content was removed by the retention. */
export const thinnedSheetSchema = rawSheetSchema.omit({ payload: true });
