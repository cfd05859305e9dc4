import { changedUserSchema, changeUserSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { changeUser } from "@/lib/server/users/commands";

export const PATCH = route({
  summary: "Changes a user's name or roles, disables the user, or enables them again.",
  permission: "user:administer",
  input: changeUserSchema,
  output: changedUserSchema,
  handle: changeUser,
});
