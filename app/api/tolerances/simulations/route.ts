import { simulatedSchema, simulationInput } from "@/lib/contracts/tolerance";
import { route } from "@/lib/server/api/route";
import { simulateRule } from "@/lib/server/tolerances/simulate";

export const POST = route({
  summary: "Returns what a draft of a rule would have flagged; it changes nothing.",
  permission: "tolerance:view",
  input: simulationInput,
  output: simulatedSchema,
  limit: "computation",
  handle: simulateRule,
});
