import { passkeyRequestSchema, startConfirmationSchema } from "@/lib/contracts/passkey";
import { route } from "@/lib/server/api/route";
import { startConfirmation } from "@/lib/server/users/passkeys";

export const POST = route({
  summary: "Returns what a passkey of the caller has to sign to confirm that it is them.",
  permission: "account:use",
  isForEnrolment: true,
  input: startConfirmationSchema,
  output: passkeyRequestSchema,
  handle: (_scope, input, { actor, session }) => startConfirmation({ actor, session }, input),
});
