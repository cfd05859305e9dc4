import {
  changeQuietRulesSchema,
  quietRulesSchema,
  quietRulesSearchSchema,
} from "@/lib/contracts/quiet-days";
import { route } from "@/lib/server/api/route";
import { changeQuietRules } from "@/lib/server/quiet-days/commands";
import { listQuietRules } from "@/lib/server/quiet-days/queries";

export const GET = route({
  summary: "Lists, for each centre, the rule by which its quiet days are reviewed.",
  permission: "tolerance:view",
  input: quietRulesSearchSchema,
  output: quietRulesSchema,
  handle: listQuietRules,
});

export const POST = route({
  summary:
    "Switches the rule for quiet days on or off, or changes its rate, in all of these centres or " +
    "in none. The server makes the seed of the sample; the audit trail shows it.",
  permission: "tolerance:change",
  input: changeQuietRulesSchema,
  output: quietRulesSchema,
  status: 201,
  handle: (scope, input, { actor }) => changeQuietRules(scope, input, { actor }),
});
