import { tenderSearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/http/route";
import { listTenders } from "@/lib/server/reconciliations/queries";

export const GET = route({
  permission: "reconciliation:view",
  input: tenderSearchSchema,
  handle: listTenders,
});
