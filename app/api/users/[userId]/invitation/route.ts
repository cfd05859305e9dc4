/** A new link for someone to set a password with. */
import { invitedSchema, inviteSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { inviteUser } from "@/lib/server/users/commands";

export const POST = route({
  permission: "user:administer",
  input: inviteSchema,
  answer: invitedSchema,
  status: 201,
  handle: inviteUser,
});
