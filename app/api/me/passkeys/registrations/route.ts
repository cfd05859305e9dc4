import { passkeyCreationSchema, startPasskeySchema } from "@/lib/contracts/passkey";
import { route } from "@/lib/server/api/route";
import { knownDeviceCookieName } from "@/lib/server/auth/known-device";
import { addressOf } from "@/lib/server/http/address";
import { cookiesOf } from "@/lib/server/http/cookies";
import { startPasskey } from "@/lib/server/users/passkeys";

export const POST = route({
  summary: "Returns what a browser makes a passkey for; it takes the password.",
  permission: "account:use",
  isForEnrolment: true,
  freshProof: true,
  input: startPasskeySchema,
  output: passkeyCreationSchema,
  handle: (_scope, input, { actor, session, request }) => {
    const device = cookiesOf(request)[knownDeviceCookieName()];
    return startPasskey({ actor, session }, input, { address: addressOf(request), device });
  },
});
