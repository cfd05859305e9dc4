import { varianceFilterSchema } from "@/lib/contracts/variance";
import { route } from "@/lib/server/http/route";
import { getWatch } from "@/lib/server/variances/watch";

export const GET = route({
  permission: "variance:view",
  input: varianceFilterSchema,
  handle: getWatch,
});
