import { changedPasswordSchema, changePasswordSchema } from "@/lib/contracts/user";
import { respondWithCookie } from "@/lib/server/api/respond";
import { route } from "@/lib/server/api/route";
import { knownDeviceCookieName, writeKnownDevice } from "@/lib/server/auth/known-device";
import { addressOf } from "@/lib/server/http/address";
import { cookiesOf } from "@/lib/server/http/cookies";
import { changePassword } from "@/lib/server/users/change-password";

export const PUT = route({
  summary: "Changes the caller's password, and ends their sessions and API tokens.",
  permission: "account:use",
  input: changePasswordSchema,
  output: changedPasswordSchema,
  handle: async (_scope, input, { actor, request }) => {
    const device = cookiesOf(request)[knownDeviceCookieName()];
    const { email, version } = await changePassword(actor, input, {
      address: addressOf(request),
      device,
    });
    const cookie = writeKnownDevice({ email, version });
    return respondWithCookie(changedPasswordSchema, { email }, cookie);
  },
});
