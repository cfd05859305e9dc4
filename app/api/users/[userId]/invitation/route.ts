import { invitedSchema, inviteSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { inviteUser } from "@/lib/server/users/invite-again";

export const POST = route({
  summary:
    "Creates a new link to set a password with, mails it, or requests it of a second administrator.",
  permission: "user:administer",
  input: inviteSchema,
  output: invitedSchema,
  status: 201,
  handle: inviteUser,
});
