import { varianceFilterSchema } from "@/lib/contracts/variance";
import { varianceReasonsSchema } from "@/lib/contracts/variance-reasons";
import { route } from "@/lib/server/api/route";
import { getVarianceReasons } from "@/lib/server/variances/reasons";

export const GET = route({
  summary:
    "Returns differences by reason and week, of the period and of the one before it; those that " +
    "nobody explained have the reason none.",
  permission: "variance:view",
  input: varianceFilterSchema,
  output: varianceReasonsSchema,
  handle: getVarianceReasons,
});
