/** The reader's own API tokens. */
import { z } from "zod";
import { createdTokenSchema, createTokenSchema, tokenListSchema } from "@/lib/contracts/user";
import { requireActor } from "@/lib/server/auth/actor";
import { route } from "@/lib/server/api/route";
import { createToken } from "@/lib/server/tokens/commands";
import { listTokens } from "@/lib/server/tokens/queries";

export const GET = route({
  permission: "account:use",
  input: z.object({}),
  answer: tokenListSchema,
  handle: async (scope) => ({ tokens: await listTokens(scope) }),
});

export const POST = route({
  permission: "account:use",
  input: createTokenSchema,
  answer: createdTokenSchema,
  status: 201,
  handle: async (_scope, input, request) => createToken(await requireActor(request), input),
});
