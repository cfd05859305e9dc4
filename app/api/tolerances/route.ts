/** Tolerance rules: every version of those that concern the reader's centres, and a new one. */
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
  permission: "tolerance:view",
  input: ruleSearchSchema,
  answer: ruleListSchema,
  handle: listRules,
});

export const POST = route({
  permission: "tolerance:change",
  input: changeToleranceInput,
  answer: changedToleranceSchema,
  status: 201,
  handle: changeTolerance,
});
