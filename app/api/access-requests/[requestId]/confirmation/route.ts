import { confirmedRequestSchema, decideRequestSchema } from "@/lib/contracts/access-request";
import { route } from "@/lib/server/api/route";
import { confirmRequest } from "@/lib/server/users/access-requests";

export const POST = route({
  summary: "Grants a role, or shows a password link, that another administrator asked for.",
  permission: "user:administer",
  input: decideRequestSchema,
  output: confirmedRequestSchema,
  handle: confirmRequest,
});
