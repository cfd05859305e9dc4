import { removedSecondFactorSchema } from "@/lib/contracts/second-factor";
import { inviteSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { removeSecondFactorOf } from "@/lib/server/users/remove-second-factor";

export const DELETE = route({
  summary:
    "Requests the removal of somebody's lost second factor of a second administrator, or removes it.",
  permission: "user:administer",
  input: inviteSchema,
  output: removedSecondFactorSchema,
  handle: removeSecondFactorOf,
});
