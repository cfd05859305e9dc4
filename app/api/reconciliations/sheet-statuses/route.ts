import { z } from "zod";
import { sheetStatusListSchema } from "@/lib/contracts/filter-options";
import { route } from "@/lib/server/api/route";
import { listSheetStatuses } from "@/lib/server/reconciliations/sheet-sums";

export const GET = route({
  summary: "Lists Cashrec's own statuses of cash sheets that lines can be filtered by.",
  permission: "reconciliation:view",
  input: z.object({}),
  output: sheetStatusListSchema,
  handle: listSheetStatuses,
});
