import { varianceListSchema, varianceSearchSchema } from "@/lib/contracts/variance";
import { route } from "@/lib/server/api/route";
import { listVariances } from "@/lib/server/variances/queries";

export const GET = route({
  permission: "variance:view",
  input: varianceSearchSchema,
  answer: varianceListSchema,
  handle: listVariances,
});
