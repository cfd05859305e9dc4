import { nothingSchema } from "@/lib/contracts/basics";
import { directoryTokenKeySchema } from "@/lib/contracts/directory-token";
import { route } from "@/lib/server/api/route";
import { confirmDirectoryToken } from "@/lib/server/directory/tokens";

export const POST = route({
  summary: "Confirms the token of a directory that another administrator created.",
  permission: "security:administer",
  input: directoryTokenKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await confirmDirectoryToken(scope, input);
    return {};
  },
});
