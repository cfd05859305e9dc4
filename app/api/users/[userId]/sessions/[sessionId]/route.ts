import { nothingSchema } from "@/lib/contracts/basics";
import { userSessionKeySchema } from "@/lib/contracts/sign-in-session";
import { route } from "@/lib/server/api/route";
import { endSessionOf } from "@/lib/server/users/sessions";

export const DELETE = route({
  summary: "Ends one session of a person.",
  permission: "security:administer",
  input: userSessionKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await endSessionOf(scope, input);
    return {};
  },
});
