import { nothingSchema } from "@/lib/contracts/basics";
import { directoryTokenKeySchema } from "@/lib/contracts/directory-token";
import { route } from "@/lib/server/api/route";
import { revokeDirectoryToken } from "@/lib/server/directory/tokens";

export const DELETE = route({
  summary: "Revokes the token of a directory, which can change nothing from then on.",
  permission: "security:administer",
  input: directoryTokenKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await revokeDirectoryToken(scope, input);
    return {};
  },
});
