import { z } from "zod";
import {
  addedRoleRulesSchema,
  addRoleRulesSchema,
  roleRuleListSchema,
} from "@/lib/contracts/role-rule";
import { route } from "@/lib/server/api/route";
import { listRoleRules } from "@/lib/server/users/role-rule-queries";
import { addRoleRules } from "@/lib/server/users/role-rules";

export const GET = route({
  summary: "Lists the rules that give roles to groups of an identity provider.",
  permission: "security:administer",
  input: z.object({}),
  output: roleRuleListSchema,
  handle: listRoleRules,
});

export const POST = route({
  summary: "Gives roles to a group; those that sign days off wait for a second administrator.",
  permission: "security:administer",
  input: addRoleRulesSchema,
  output: addedRoleRulesSchema,
  status: 201,
  handle: addRoleRules,
});
