import { coverageSchema, coverageSearchSchema } from "@/lib/contracts/today";
import { route } from "@/lib/server/api/route";
import { getCoverage } from "@/lib/server/today/coverage";

export const GET = route({
  permission: "reconciliation:view",
  input: coverageSearchSchema,
  answer: coverageSchema,
  handle: getCoverage,
});
