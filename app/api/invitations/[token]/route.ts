/** It is public, because the secret link that the invited user has is the authorization. */
import { acceptedInvitationSchema, acceptInvitationSchema } from "@/lib/contracts/user";
import { publicRoute } from "@/lib/server/api/public-route";
import { respondWithCookie } from "@/lib/server/api/respond";
import { writeKnownDevice } from "@/lib/server/auth/known-device";
import { acceptInvitation } from "@/lib/server/users/accept-invitation";

export const POST = publicRoute({
  summary: "Sets the password that an invitation is for. Works once.",
  input: acceptInvitationSchema,
  output: acceptedInvitationSchema,
  handle: async (input) => {
    const { email, version } = await acceptInvitation(input);
    // Strangers who guess at the account must not keep its owner out at this very moment.
    const cookie = writeKnownDevice({ email, version });
    return respondWithCookie(acceptedInvitationSchema, { email }, cookie);
  },
});
