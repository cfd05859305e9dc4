import { varianceFilterSchema } from "@/lib/contracts/variance";
import { varianceAgeingSchema } from "@/lib/contracts/variance-reasons";
import { route } from "@/lib/server/api/route";
import { getVarianceAgeing } from "@/lib/server/variances/ageing";

export const GET = route({
  summary:
    "Returns the differences that nobody explained yet by business date, of the period and of the " +
    "year before it.",
  permission: "variance:view",
  input: varianceFilterSchema,
  output: varianceAgeingSchema,
  handle: getVarianceAgeing,
});
