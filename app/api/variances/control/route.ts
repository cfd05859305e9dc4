import { controlChartSchema, controlSearchSchema } from "@/lib/contracts/variance";
import { route } from "@/lib/server/api/route";
import { getControlChart } from "@/lib/server/variances/control";

export const GET = route({
  permission: "variance:view",
  input: controlSearchSchema,
  answer: controlChartSchema,
  handle: getControlChart,
});
