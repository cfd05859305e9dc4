import { invitedSchema, inviteSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { inviteUser } from "@/lib/server/users/commands";

export const POST = route({
  summary: "Creates a new link to set a password with; earlier links stop working.",
  permission: "user:administer",
  input: inviteSchema,
  output: invitedSchema,
  status: 201,
  handle: inviteUser,
});
