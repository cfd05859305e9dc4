import { endedSessionsSchema, signInSessionListSchema } from "@/lib/contracts/sign-in-session";
import { inviteSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/api/route";
import { endAllSessionsOf, listSessionsOf } from "@/lib/server/users/sessions";

export const GET = route({
  summary: "Lists the open sessions of a person, with device, address and time.",
  permission: "security:administer",
  input: inviteSchema,
  output: signInSessionListSchema,
  handle: async (scope, input) => ({ sessions: await listSessionsOf(scope, input) }),
});

export const DELETE = route({
  summary: "Ends every session of a person, and removes all devices on which they are notified.",
  permission: "security:administer",
  input: inviteSchema,
  output: endedSessionsSchema,
  handle: endAllSessionsOf,
});
