import { nothingSchema } from "@/lib/contracts/basics";
import { inviteSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { removeSecondFactorOf } from "@/lib/server/users/second-factor";

export const DELETE = route({
  summary: "Removes the second factor of somebody who lost it, and ends their sessions.",
  permission: "user:administer",
  input: inviteSchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await removeSecondFactorOf(scope, input);
    return {};
  },
});
