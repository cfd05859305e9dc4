/** Differences by the reason that was given for them, and how long others have waited for one. */
import { z } from "zod";
import { businessDateSchema, minorSchema } from "./basics";

const rangeSchema = z.object({ from: businessDateSchema, to: businessDateSchema });

const sidesSchema = z.object({
  currency: z.string(),
  /** The number of lines that differ. */
  lines: z.int(),
  shortMinor: minorSchema,
  overMinor: minorSchema,
});

const periodSchema = rangeSchema.extend({
  /** The weeks of the period, or four weeks each of a long one; the latest is always whole. */
  spans: z.array(rangeSchema),
  /** All differences of a span; a span in which no line was compared is not among them. */
  sums: z.array(
    rangeSchema.extend(sidesSchema.shape).extend({
      /** The number of lines that were compared, whether they differ or not. */
      compared: z.int(),
    }),
  ),
  rows: z.array(
    rangeSchema.extend(sidesSchema.shape).extend({
      /** The code of the reason; "none" for differences that nobody explained yet. */
      reason: z.string(),
    }),
  ),
});

/**
 * GET /api/variances/reasons. Differences within tolerance that nobody explained are what the rows
 * of a span leave of its sums.
 */
export const varianceReasonsSchema = z.object({ current: periodSchema, before: periodSchema });
export type VarianceReasons = z.infer<typeof varianceReasonsSchema>;

/** GET /api/variances/ageing */
export const varianceAgeingSchema = z.object({
  /** Ages are counted up to this business date. */
  today: businessDateSchema,
  /** Unexplained differences by their business date, of the period and of a year before it. */
  days: z.array(sidesSchema.extend({ businessDate: businessDateSchema })),
});
export type VarianceAgeing = z.infer<typeof varianceAgeingSchema>;
