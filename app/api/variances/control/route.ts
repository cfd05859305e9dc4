import { controlChartSchema, controlSearchSchema } from "@/lib/contracts/variance";
import { route } from "@/lib/server/api/route";
import { getControlChart } from "@/lib/server/variances/control";

export const GET = route({
  summary:
    "Returns the usual range of the daily differences of a centre or till, and what breaks " +
    "it.",
  permission: "variance:view",
  input: controlSearchSchema,
  output: controlChartSchema,
  handle: getControlChart,
});
