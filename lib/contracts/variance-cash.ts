/** The cash of each centre: on hand, and on its way to the bank. */
import { z } from "zod";
import { CASH_ROWS_MAX } from "../domain/variance/cash";
import { businessDateSchema, currencySchema, minorSchema } from "./basics";
import { lineSearchSchema } from "./search";

/**
 * GET /api/variances/cash lists the centres with the most pending cash, of one currency or of all.
 */
export const cashSearchSchema = lineSearchSchema(
  {
    currency: currencySchema.optional(),
    limit: z.coerce.number().int().min(1).max(CASH_ROWS_MAX).default(200),
  },
  "variances",
);
export type CashSearch = z.infer<typeof cashSearchSchema>;

/** The known cash position of each centre at the end of the range, most pending first. */
export const cashPositionSchema = z.object({
  /**
   * The totals per currency of all centres of the search, including those that are not among the
   * rows.
   */
  totals: z.array(
    z.object({
      currency: z.string(),
      centres: z.int(),
      /** The sum over the centres whose pending cash is known; null when there is none. */
      pendingMinor: minorSchema.nullable(),
      pendingCentres: z.int(),
      /** The number of centres for which Cashrec reports no deposits. */
      silentCentres: z.int(),
    }),
  ),
  rows: z.array(
    z.object({
      centreId: z.string(),
      centreName: z.string(),
      currency: z.string(),
      /** The latest date with a cash sheet that has cash lines. */
      businessDate: businessDateSchema,
      /**
       * The floats of each till's last shift on that date; null when Cashrec does not provide them.
       */
      floatMinor: minorSchema.nullable(),
      /**
       * Cash received in the two months up to the end of the range, less what left by deposits and
       * pickups, the oldest first; null when Cashrec does not provide it. `pendingSince` is the
       * oldest date of which something is pending.
       */
      pendingMinor: minorSchema.nullable(),
      pendingSince: businessDateSchema.nullable(),
      /** What left in the last 31 days beyond all that was received; null when that is unknown. */
      excessMinor: minorSchema.nullable(),
      excessSince: businessDateSchema.nullable(),
      /** The sum of float and pending cash; null when either is unknown. */
      onHandMinor: minorSchema.nullable(),
      /** Deposits and pickups of a date; null when there was none, or none is provided. */
      lastDepositDate: businessDateSchema.nullable(),
      lastDepositMinor: minorSchema.nullable(),
      /** False when Cashrec reports no deposits for this centre. */
      depositsProvided: z.boolean(),
    }),
  ),
});
export type CashPosition = z.infer<typeof cashPositionSchema>;
