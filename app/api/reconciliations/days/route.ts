import { dayTotalsSchema } from "@/lib/contracts/reconciliation";
import { searchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { listDayTotals } from "@/lib/server/reconciliations/queries";

export const GET = route({
  summary: "Returns net, short and over of each day and currency.",
  permission: "reconciliation:view",
  input: searchSchema,
  output: dayTotalsSchema,
  handle: listDayTotals,
});
