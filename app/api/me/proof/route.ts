import { z } from "zod";
import { nothingSchema } from "@/lib/contracts/basics";
import { proofWaysSchema, proveIdentitySchema } from "@/lib/contracts/identity-proof";
import { respondWithCookie } from "@/lib/server/api/respond";
import { route } from "@/lib/server/api/route";
import { knownDeviceCookieName } from "@/lib/server/auth/known-device";
import { renewSession } from "@/lib/server/auth/renew-session";
import { addressOf } from "@/lib/server/http/address";
import { cookiesOf } from "@/lib/server/http/cookies";
import { recordSecurityEvent } from "@/lib/server/security-log/record";
import { listProofWays, proveIdentity } from "@/lib/server/users/prove-identity";

export const GET = route({
  summary: "Returns whether the session was proved within the last minutes, and how it can be.",
  permission: "account:use",
  isForEnrolment: true,
  input: z.object({}),
  output: proofWaysSchema,
  handle: (_scope, _input, { actor, session }) => listProofWays(actor, session),
});

export const POST = route({
  summary:
    "Proves who uses the session by password and second factor or by a passkey, and renews it.",
  permission: "account:use",
  isForEnrolment: true,
  input: proveIdentitySchema,
  output: nothingSchema,
  handle: async (_scope, input, { actor, session, request }) => {
    const device = cookiesOf(request)[knownDeviceCookieName()];
    await proveIdentity({ actor, session }, input, { address: addressOf(request), device });
    const cookie = await renewSession(request);
    recordSecurityEvent(request, { kind: "identity-proved", personId: actor.userId });
    return respondWithCookie(nothingSchema, {}, cookie);
  },
});
