/** One person: name, roles, and whether they may come in. */
import { changedUserSchema, changeUserSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { changeUser } from "@/lib/server/users/commands";

export const PATCH = route({
  permission: "user:administer",
  input: changeUserSchema,
  answer: changedUserSchema,
  handle: changeUser,
});
