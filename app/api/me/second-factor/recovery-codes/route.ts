import { recoveryCodesSchema, secondFactorProofSchema } from "@/lib/contracts/second-factor";
import { route } from "@/lib/server/api/route";
import { addressOf } from "@/lib/server/http/address";
import { replaceOwnRecoveryCodes } from "@/lib/server/users/second-factor";

export const POST = route({
  summary: "Replaces the caller's recovery codes, and returns the new ones once.",
  permission: "account:use",
  isForEnrolment: true,
  input: secondFactorProofSchema,
  output: recoveryCodesSchema,
  handle: (_scope, input, { actor, session, request }) =>
    replaceOwnRecoveryCodes({ actor, session, address: addressOf(request) }, input),
});
