import { varianceListSchema, varianceSearchSchema } from "@/lib/contracts/variance";
import { route } from "@/lib/server/api/route";
import { listVariances } from "@/lib/server/variances/queries";

export const GET = route({
  summary:
    "Lists net, short, over, sales and counts of lines by day, centre, shift, tender, " +
    "weekday or two of them. Each row is of one currency; more than 50000 rows are refused.",
  permission: "variance:view",
  input: varianceSearchSchema,
  output: varianceListSchema,
  handle: listVariances,
});
