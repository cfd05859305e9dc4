import { varianceFilterSchema, varianceSummarySchema } from "@/lib/contracts/variance";
import { route } from "@/lib/server/api/route";
import { getVarianceSummary } from "@/lib/server/variances/queries";

export const GET = route({
  permission: "variance:view",
  input: varianceFilterSchema,
  answer: varianceSummarySchema,
  handle: getVarianceSummary,
});
