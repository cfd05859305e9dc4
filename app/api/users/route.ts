import {
  createdUserSchema,
  createUserSchema,
  userListSchema,
  userSearchSchema,
} from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { createUser } from "@/lib/server/users/commands";
import { findUsers } from "@/lib/server/users/queries";

export const GET = route({
  summary: "Lists all users with their roles.",
  permission: "user:administer",
  input: userSearchSchema,
  output: userListSchema,
  handle: async (scope, search) => {
    const { users, count } = await findUsers(scope, search);
    return search.limit === undefined ? { users } : { users, count };
  },
});

export const POST = route({
  summary: "Invites a user. The link is mailed, or is in the response, and not shown again.",
  permission: "user:administer",
  input: createUserSchema,
  output: createdUserSchema,
  status: 201,
  handle: createUser,
});
