import { nothingSchema } from "@/lib/contracts/basics";
import { roleRuleKeySchema } from "@/lib/contracts/role-rule";
import { route } from "@/lib/server/api/route";
import { removeRoleRule } from "@/lib/server/users/role-rules";

export const DELETE = route({
  summary: "Removes a rule; the roles that it granted are gone at once.",
  permission: "security:administer",
  input: roleRuleKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await removeRoleRule(scope, input);
    return {};
  },
});
