/** It is public, because the secret link that the invited user has is the authorization. */
import { acceptedInvitationSchema, acceptInvitationSchema } from "@/lib/contracts/user";
import { publicRoute } from "@/lib/server/api/public-route";
import { acceptInvitation } from "@/lib/server/users/accept-invitation";

export const POST = publicRoute({
  summary: "Sets the password that an invitation is for. Works once.",
  input: acceptInvitationSchema,
  output: acceptedInvitationSchema,
  handle: acceptInvitation,
});
