import { rawSheetSchema } from "@/lib/contracts/reconciliation";
import { rawSheetSearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { getRawSheet } from "@/lib/server/reconciliations/queries";

export const GET = route({
  permission: "sheet:view-raw",
  input: rawSheetSearchSchema,
  answer: rawSheetSchema,
  handle: getRawSheet,
});
