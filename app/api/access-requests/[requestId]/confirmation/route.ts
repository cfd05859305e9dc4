import { decideRequestSchema } from "@/lib/contracts/access-request";
import { nothingSchema } from "@/lib/contracts/basics";
import { route } from "@/lib/server/api/route";
import { confirmRequest } from "@/lib/server/users/access-requests";

export const POST = route({
  summary: "Grants a role that another administrator asked for.",
  permission: "user:administer",
  input: decideRequestSchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await confirmRequest(scope, input);
    return {};
  },
});
