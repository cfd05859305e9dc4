import { coverageSchema, coverageSearchSchema } from "@/lib/contracts/today";
import { route } from "@/lib/server/api/route";
import { getCoverage } from "@/lib/server/today/coverage";

export const GET = route({
  summary: "Returns the state of each centre on each business date.",
  permission: "reconciliation:view",
  input: coverageSearchSchema,
  output: coverageSchema,
  handle: getCoverage,
});
