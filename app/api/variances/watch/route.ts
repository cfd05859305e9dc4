import { varianceFilterSchema, watchSchema } from "@/lib/contracts/variance";
import { route } from "@/lib/server/api/route";
import { getWatch } from "@/lib/server/variances/watch";

export const GET = route({
  summary:
    "Lists at most 20 patterns worth a look: levels that changed, differences just under their " +
    "tolerance, quiet nets, coverage. About a tenth of the first two is chance.",
  permission: "variance:view",
  input: varianceFilterSchema,
  output: watchSchema,
  handle: getWatch,
});
