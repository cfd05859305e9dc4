/** How much cash a centre may have on hand before people are notified. */
import { z } from "zod";
import { COUNTED_MINOR_MAX } from "../domain/till-count/import-row";
import { minorSchema } from "./basics";

const limitSchema = minorSchema.min(0).max(COUNTED_MINOR_MAX).nullable();

/** GET /api/centres/{centreId}/cash-limit: in the currency of the centre; null: there is none. */
export const cashLimitSchema = z.object({ limitMinor: limitSchema });
export type CashLimit = z.infer<typeof cashLimitSchema>;

/** PUT /api/centres/{centreId}/cash-limit. `basedOnMinor` is the limit that the user saw. */
export const changeCashLimitSchema = cashLimitSchema.extend({ basedOnMinor: limitSchema });
