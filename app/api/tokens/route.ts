import { z } from "zod";
import { createdTokenSchema, createTokenSchema, tokenListSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { createToken } from "@/lib/server/tokens/commands";
import { listTokens } from "@/lib/server/tokens/queries";

export const GET = route({
  summary: "Lists the reader's own API tokens, without their text.",
  permission: "account:use",
  input: z.object({}),
  output: tokenListSchema,
  handle: async (scope) => ({ tokens: await listTokens(scope) }),
});

export const POST = route({
  summary: "Creates an API token. Its text is not shown again. API tokens can't create others.",
  permission: "account:use",
  freshProof: true,
  input: createTokenSchema,
  output: createdTokenSchema,
  status: 201,
  handle: (_scope, input, { actor }) => createToken(actor, input),
});
