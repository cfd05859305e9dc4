import { z } from "zod";
import { createdUserSchema, createUserSchema, userListSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { createUser } from "@/lib/server/users/commands";
import { listUsers } from "@/lib/server/users/queries";

export const GET = route({
  summary: "Lists all users with their roles.",
  permission: "user:administer",
  input: z.object({}),
  output: userListSchema,
  handle: async (scope) => ({ users: await listUsers(scope) }),
});

export const POST = route({
  summary: "Invites a user. The link is mailed, or is in the response, and not shown again.",
  permission: "user:administer",
  input: createUserSchema,
  output: createdUserSchema,
  status: 201,
  handle: createUser,
});
