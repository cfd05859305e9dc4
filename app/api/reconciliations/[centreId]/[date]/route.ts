import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import { daySearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { getDay } from "@/lib/server/reconciliations/queries";

export const GET = route({
  summary:
    "Returns one centre on one business date: lines with their waterfall, counts, notes, " +
    "versions.",
  permission: "reconciliation:view",
  input: daySearchSchema,
  output: dayDetailSchema,
  handle: getDay,
});
