/** People: who is here, and inviting someone. */
import { z } from "zod";
import { createdUserSchema, createUserSchema, userListSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { createUser } from "@/lib/server/users/commands";
import { listUsers } from "@/lib/server/users/queries";

export const GET = route({
  permission: "user:administer",
  input: z.object({}),
  answer: userListSchema,
  handle: async (scope) => ({ users: await listUsers(scope) }),
});

export const POST = route({
  permission: "user:administer",
  input: createUserSchema,
  answer: createdUserSchema,
  status: 201,
  handle: createUser,
});
