import { trendSearchSchema, varianceTrendsSchema } from "@/lib/contracts/variance-trends";
import { route } from "@/lib/server/api/route";
import { getVarianceTrends } from "@/lib/server/variances/trends";

export const GET = route({
  summary:
    "Compares each centre's gross, net or rate with the period before and with the middle 80 % of " +
    "its own sums of 52 weeks.",
  permission: "variance:view",
  input: trendSearchSchema,
  output: varianceTrendsSchema,
  handle: getVarianceTrends,
});
