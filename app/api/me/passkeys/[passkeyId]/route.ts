import { nothingSchema } from "@/lib/contracts/basics";
import { renamePasskeySchema } from "@/lib/contracts/passkey";
import { removePasskeySchema } from "@/lib/contracts/second-factor";
import { route } from "@/lib/server/api/route";
import { addressOf } from "@/lib/server/http/address";
import { removePasskey, renamePasskey } from "@/lib/server/users/passkeys";

export const PATCH = route({
  summary: "Renames a passkey of the caller.",
  permission: "account:use",
  isForEnrolment: true,
  input: renamePasskeySchema,
  output: nothingSchema,
  handle: async (_scope, input, { actor }) => {
    await renamePasskey(actor, input);
    return {};
  },
});

export const DELETE = route({
  summary: "Removes a passkey of the caller; it takes a second factor.",
  permission: "account:use",
  isForEnrolment: true,
  input: removePasskeySchema,
  output: nothingSchema,
  handle: async (_scope, input, { actor, session, request }) => {
    await removePasskey({ actor, session }, input, addressOf(request));
    return {};
  },
});
