import { nothingSchema } from "@/lib/contracts/basics";
import { sessionKeySchema } from "@/lib/contracts/sign-in-session";
import { route } from "@/lib/server/api/route";
import { endOwnSession } from "@/lib/server/users/sessions";

export const DELETE = route({
  summary: "Ends one session of the caller.",
  permission: "account:use",
  freshProof: true,
  input: sessionKeySchema,
  output: nothingSchema,
  handle: async (_scope, input, { actor }) => {
    await endOwnSession(actor, input);
    return {};
  },
});
