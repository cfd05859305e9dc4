/** To which multiple cash payments are rounded, where small coins are not used. */
import { z } from "zod";
import { businessDateSchema, currencySchema, idSchema, instantSchema } from "./basics";

const STEP_MINOR_MAX = 100_000;

const cashRoundingSchema = z.object({
  /** "*" for every centre that trades in the currency. */
  scopeId: z.string(),
  /** Null when the rule is for every centre. */
  scopeName: z.string().nullable(),
  currency: z.string(),
  version: z.int(),
  /** In minor units; null: from the first day on nothing is rounded. */
  stepMinor: z.int().nullable(),
  validFrom: businessDateSchema,
  createdBy: z.string().nullable(),
  createdAt: instantSchema,
});
export type CashRoundingRow = z.infer<typeof cashRoundingSchema>;

/** Every version, sorted by centre and currency, the latest first. */
export const cashRoundingListSchema = z.object({ roundings: z.array(cashRoundingSchema) });
export type CashRoundingList = z.infer<typeof cashRoundingListSchema>;

/** POST /api/cash-roundings */
export const changeCashRoundingSchema = z.object({
  scopeId: z.union([z.literal("*"), idSchema]),
  currency: currencySchema,
  stepMinor: z.int().min(2).max(STEP_MINOR_MAX).nullable(),
  validFrom: businessDateSchema,
  /** The latest version that was shown; 0 when there was none. */
  basedOnVersion: z.int().min(0),
});
export type ChangeCashRounding = z.infer<typeof changeCashRoundingSchema>;
