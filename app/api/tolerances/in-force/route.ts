import { inForceSchema, inForceSearchSchema } from "@/lib/contracts/tolerance";
import { route } from "@/lib/server/api/route";
import { listRulesInForce } from "@/lib/server/tolerances/in-force";

export const GET = route({
  summary:
    "Lists which rule is in force in each centre today for a kind of tender: its own, that of the " +
    "nearest node above it, or that of every centre.",
  permission: "tolerance:view",
  input: inForceSearchSchema,
  output: inForceSchema,
  handle: listRulesInForce,
});
