import { z } from "zod";
import { nothingSchema } from "@/lib/contracts/basics";
import {
  secondFactorProofSchema,
  secondFactorSchema,
  startedTotpSchema,
  startTotpSchema,
} from "@/lib/contracts/second-factor";
import { route } from "@/lib/server/api/route";
import { knownDeviceCookieName } from "@/lib/server/auth/known-device";
import { addressOf } from "@/lib/server/http/address";
import { cookiesOf } from "@/lib/server/http/cookies";
import { getSecondFactor, removeOwnApp, startTotp } from "@/lib/server/users/second-factor";

export const GET = route({
  summary: "Returns the second factors of the caller's sign-in.",
  permission: "account:use",
  isForEnrolment: true,
  input: z.object({}),
  output: secondFactorSchema,
  handle: (_scope, _input, { actor }) => getSecondFactor(actor),
});

export const POST = route({
  summary: "Begins to set up an authenticator app; a code of it has to confirm this.",
  permission: "account:use",
  isForEnrolment: true,
  freshProof: true,
  input: startTotpSchema,
  output: startedTotpSchema,
  handle: (_scope, input, { actor, request }) => {
    const device = cookiesOf(request)[knownDeviceCookieName()];
    return startTotp(actor, input, { address: addressOf(request), device });
  },
});

export const DELETE = route({
  summary: "Removes the caller's authenticator app, and the recovery codes with the last factor.",
  permission: "account:use",
  isForEnrolment: true,
  input: secondFactorProofSchema,
  output: nothingSchema,
  handle: async (_scope, input, { actor, session, request }) => {
    await removeOwnApp({ actor, session, address: addressOf(request) }, input);
    return {};
  },
});
