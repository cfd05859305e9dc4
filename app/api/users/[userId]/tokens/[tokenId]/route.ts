import { z } from "zod";
import { nothingSchema } from "@/lib/contracts/basics";
import { route } from "@/lib/server/api/route";
import { revokeTokenOf } from "@/lib/server/tokens/commands";

export const DELETE = route({
  summary: "Revokes an API token of somebody, who gets a notice of it.",
  permission: "security:administer",
  input: z.object({ userId: z.uuid(), tokenId: z.uuid() }),
  output: nothingSchema,
  handle: async (scope, input) => {
    await revokeTokenOf(scope, input);
    return {};
  },
});
