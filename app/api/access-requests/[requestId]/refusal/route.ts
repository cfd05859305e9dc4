import { decideRequestSchema } from "@/lib/contracts/access-request";
import { nothingSchema } from "@/lib/contracts/basics";
import { route } from "@/lib/server/api/route";
import { refuseRequest } from "@/lib/server/users/access-requests";

export const POST = route({
  summary: "Refuses what an administrator asked for, or takes it back.",
  permission: "user:administer",
  input: decideRequestSchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await refuseRequest(scope, input);
    return {};
  },
});
