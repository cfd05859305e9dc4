/** Revoking one of the reader's own API tokens. */
import { z } from "zod";
import { route } from "@/lib/server/http/route";
import { revokeToken } from "@/lib/server/tokens/commands";

export const DELETE = route({
  permission: "account:use",
  input: z.object({ tokenId: z.uuid() }),
  handle: async (scope, input) => {
    await revokeToken(scope, input);
    return {};
  },
});
