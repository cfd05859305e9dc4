import { varianceFilterSchema, varianceSummarySchema } from "@/lib/contracts/variance";
import { route } from "@/lib/server/api/route";
import { getVarianceSummary } from "@/lib/server/variances/queries";

export const GET = route({
  summary: "Returns totals per currency of the period, of the one before it, and of a year before.",
  permission: "variance:view",
  input: varianceFilterSchema,
  output: varianceSummarySchema,
  handle: getVarianceSummary,
});
