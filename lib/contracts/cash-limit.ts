/** How much cash centres may have on hand before people are notified. */
import { z } from "zod";
import { COUNTED_MINOR_MAX } from "../domain/till-count/import-row";
import { currencySchema, idSchema, minorSchema } from "./basics";
import { settingSourceSchema } from "./counting";

const limitSchema = minorSchema.min(0).max(COUNTED_MINOR_MAX).nullable();

export const cashLimitSchema = z.object({
  currency: z.string(),
  /** Null: there is none. */
  limitMinor: limitSchema,
  ...settingSourceSchema.shape,
});
export type CashLimit = z.infer<typeof cashLimitSchema>;

/** GET /api/cash-limits; by default of all centres and nodes, else of a centre, or of a node. */
export const cashLimitsSearchSchema = z
  .object({ centreId: idSchema.optional(), node: idSchema.optional() })
  .refine(({ centreId, node }) => centreId === undefined || node === undefined, {
    path: ["centreId"],
    message: "Name a centre or a node",
  });
/** Of each centre in its currency, and of each node in every currency. */
export const cashLimitsSchema = z.object({
  centres: z.array(cashLimitSchema.extend({ centreId: z.string() })),
  nodes: z.array(cashLimitSchema.extend({ nodeId: z.string() })),
});
export type CashLimits = z.infer<typeof cashLimitsSchema>;

/**
 * PUT /api/cash-limits changes the limit of a centre, or that of a node, which holds for centres of
 * the currency below it. The response is of that one alone: who administers one centre is shown
 * nothing of others.
 */
export const changeCashLimitSchema = z
  .object({
    centreId: idSchema.optional(),
    nodeId: idSchema.optional(),
    currency: currencySchema,
    /** Null removes the own limit, so that the next above applies; `limitMinor` of null is none. */
    limit: z.object({ limitMinor: limitSchema }).nullable(),
    /** The latest version of its own that was shown; 0 when there was none. */
    basedOnVersion: z.int().min(0),
  })
  .refine(({ centreId, nodeId }) => (centreId === undefined) !== (nodeId === undefined), {
    path: ["centreId"],
    message: "Name a centre or a node",
  });
