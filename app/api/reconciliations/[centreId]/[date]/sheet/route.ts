import { rawSheetSchema, thinnedSheetSchema } from "@/lib/contracts/cash-sheet";
import { rawSheetSearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { getRawSheet } from "@/lib/server/reconciliations/raw-sheet";

export const GET = route({
  summary: "Returns a version of the cash sheet as Cashrec sent it.",
  permission: "sheet:view-raw",
  input: rawSheetSearchSchema,
  output: rawSheetSchema,
  refusal: thinnedSheetSchema,
  handle: getRawSheet,
});
