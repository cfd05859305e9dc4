import { varianceNodesSchema, varianceNodesSearchSchema } from "@/lib/contracts/variance-nodes";
import { route } from "@/lib/server/api/route";
import { getVarianceNodes } from "@/lib/server/variances/nodes";

export const GET = route({
  summary:
    "Returns the totals of each part of the organisation by the tree of each date, and those of " +
    "the centres directly below one part.",
  permission: "variance:view",
  input: varianceNodesSearchSchema,
  output: varianceNodesSchema,
  handle: getVarianceNodes,
});
