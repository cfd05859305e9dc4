import { nothingSchema } from "@/lib/contracts/basics";
import { roleRuleKeySchema } from "@/lib/contracts/role-rule";
import { route } from "@/lib/server/api/route";
import { confirmRoleRule } from "@/lib/server/users/role-rules";

export const POST = route({
  summary: "Confirms a rule that another administrator made.",
  permission: "security:administer",
  input: roleRuleKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await confirmRoleRule(scope, input);
    return {};
  },
});
