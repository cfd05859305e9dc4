/** Who is reading, and what a screen may offer. */
import { z } from "zod";
import { meSchema } from "@/lib/contracts/user";
import { requireActor } from "@/lib/server/auth/actor";
import { route } from "@/lib/server/api/route";
import { getMe } from "@/lib/server/users/queries";

export const GET = route({
  permission: "account:use",
  input: z.object({}),
  answer: meSchema,
  handle: async (_scope, _input, request) => getMe(await requireActor(request)),
});
