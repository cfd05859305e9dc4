import { addedPasskeySchema, addPasskeySchema } from "@/lib/contracts/passkey";
import { route } from "@/lib/server/api/route";
import { addPasskey } from "@/lib/server/users/passkeys";

export const POST = route({
  summary: "Adds a passkey of the caller, and returns the recovery codes once with the first one.",
  permission: "account:use",
  isForEnrolment: true,
  input: addPasskeySchema,
  output: addedPasskeySchema,
  status: 201,
  handle: (_scope, input, { actor, session }) => addPasskey({ actor, session }, input),
});
