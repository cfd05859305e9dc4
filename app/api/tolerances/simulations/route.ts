/** What a draft of a rule would have flagged. A POST for its body: it changes nothing. */
import { simulatedSchema, simulationInput } from "@/lib/contracts/tolerance";
import { route } from "@/lib/server/api/route";
import { simulateRule } from "@/lib/server/tolerances/simulate";

export const POST = route({
  permission: "tolerance:view",
  input: simulationInput,
  answer: simulatedSchema,
  handle: simulateRule,
});
