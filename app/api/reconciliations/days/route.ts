import { dayTotalsSchema } from "@/lib/contracts/reconciliation";
import { searchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { listDayTotals } from "@/lib/server/reconciliations/queries";

export const GET = route({
  permission: "reconciliation:view",
  input: searchSchema,
  answer: dayTotalsSchema,
  handle: listDayTotals,
});
