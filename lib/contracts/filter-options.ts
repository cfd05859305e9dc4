/** What the filters of lines offer, as far as it depends on what Cashrec reports. */
import { z } from "zod";
import { lineSchema } from "./reconciliation";

/**
 * GET /api/reconciliations/tenders lists the options of the tender filter, from the latest days.
 */
export const tenderListSchema = z.object({
  tenders: z.array(
    z.object({
      tenderId: z.string(),
      tenderName: z.string().nullable(),
      tenderKind: lineSchema.shape.tenderKind,
    }),
  ),
});
export type TenderList = z.infer<typeof tenderListSchema>;

/** GET /api/reconciliations/sheet-statuses lists what Cashrec calls the status of recent sheets. */
export const sheetStatusListSchema = z.object({ statuses: z.array(z.string()) });
