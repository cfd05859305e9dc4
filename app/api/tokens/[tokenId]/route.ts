/** Revoking one of the reader's own API tokens. */
import { z } from "zod";
import { nothingSchema } from "@/lib/contracts/basics";
import { route } from "@/lib/server/api/route";
import { revokeToken } from "@/lib/server/tokens/commands";

export const DELETE = route({
  permission: "account:use",
  input: z.object({ tokenId: z.uuid() }),
  answer: nothingSchema,
  handle: async (scope, input) => {
    await revokeToken(scope, input);
    return {};
  },
});
