import { varianceFilterSchema, watchSchema } from "@/lib/contracts/variance";
import { route } from "@/lib/server/api/route";
import { getWatch } from "@/lib/server/variances/watch";

export const GET = route({
  summary:
    "Lists at most 20 patterns worth a look: runs, trends, drifts, unusual days, quiet nets, " +
    "differences just under their tolerance, coverage.",
  permission: "variance:view",
  input: varianceFilterSchema,
  output: watchSchema,
  handle: getWatch,
});
