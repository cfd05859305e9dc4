import { z } from "zod";
import { nothingSchema } from "@/lib/contracts/basics";
import { route } from "@/lib/server/api/route";
import { revokeToken } from "@/lib/server/tokens/commands";

export const DELETE = route({
  summary: "Revokes one of the reader's own API tokens.",
  permission: "account:use",
  freshProof: true,
  input: z.object({ tokenId: z.uuid() }),
  output: nothingSchema,
  handle: async (scope, input) => {
    await revokeToken(scope, input);
    return {};
  },
});
