import {
  changedToleranceSchema,
  changeToleranceInput,
  ruleListSchema,
  ruleSearchSchema,
} from "@/lib/contracts/tolerance";
import { route } from "@/lib/server/api/route";
import { changeTolerance } from "@/lib/server/tolerances/commands";
import { listRules } from "@/lib/server/tolerances/queries";

export const GET = route({
  summary: "Lists every version of the rules for these centres and for all, the latest first.",
  permission: "tolerance:view",
  input: ruleSearchSchema,
  output: ruleListSchema,
  handle: listRules,
});

export const POST = route({
  summary:
    "Adds the next version of a rule. Open days from its first day on are judged again; " +
    "signed ones keep theirs. A rule for every centre (*) takes a role in every centre.",
  permission: "tolerance:change",
  input: changeToleranceInput,
  output: changedToleranceSchema,
  status: 201,
  handle: changeTolerance,
});
