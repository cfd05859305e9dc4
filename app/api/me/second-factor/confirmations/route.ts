import { recoveryCodesSchema, secondFactorCodeSchema } from "@/lib/contracts/second-factor";
import { route } from "@/lib/server/api/route";
import { confirmTotp } from "@/lib/server/users/second-factor";

export const POST = route({
  summary: "Confirms an authenticator app by a code, and returns the recovery codes once.",
  permission: "account:use",
  isForEnrolment: true,
  input: secondFactorCodeSchema,
  output: recoveryCodesSchema,
  handle: (_scope, input, { actor }) => confirmTotp(actor, input),
});
