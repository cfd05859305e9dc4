/** Accepts an invitation. The link is the proof of who may. */
import { acceptedInvitationSchema, acceptInvitationSchema } from "@/lib/contracts/user";
import { openRoute } from "@/lib/server/api/public-route";
import { acceptInvitation } from "@/lib/server/users/accept-invitation";

export const POST = openRoute({
  input: acceptInvitationSchema,
  answer: acceptedInvitationSchema,
  handle: acceptInvitation,
});
