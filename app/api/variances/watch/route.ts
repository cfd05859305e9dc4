import { varianceFilterSchema, watchSchema } from "@/lib/contracts/variance";
import { route } from "@/lib/server/api/route";
import { getWatch } from "@/lib/server/variances/watch";

export const GET = route({
  permission: "variance:view",
  input: varianceFilterSchema,
  answer: watchSchema,
  handle: getWatch,
});
