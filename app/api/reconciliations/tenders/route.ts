import { tenderListSchema } from "@/lib/contracts/reconciliation";
import { tenderSearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { listTenders } from "@/lib/server/reconciliations/queries";

export const GET = route({
  permission: "reconciliation:view",
  input: tenderSearchSchema,
  answer: tenderListSchema,
  handle: listTenders,
});
