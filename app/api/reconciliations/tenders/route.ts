import { tenderListSchema } from "@/lib/contracts/filter-options";
import { tenderSearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { listTenders } from "@/lib/server/reconciliations/queries";

export const GET = route({
  summary: "Lists the tenders that lines can be filtered by.",
  permission: "reconciliation:view",
  input: tenderSearchSchema,
  output: tenderListSchema,
  handle: listTenders,
});
