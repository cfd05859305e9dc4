import { z } from "zod";
import { endedSessionsSchema, signInSessionListSchema } from "@/lib/contracts/sign-in-session";
import { route } from "@/lib/server/api/route";
import { endOtherSessions, listSessions } from "@/lib/server/users/sessions";

export const GET = route({
  summary: "Lists the caller's open sessions, with device, address and time.",
  permission: "account:use",
  input: z.object({}),
  output: signInSessionListSchema,
  handle: async (_scope, _input, { actor, session }) => ({
    sessions: await listSessions(actor.userId, session),
  }),
});

export const DELETE = route({
  summary:
    "Ends every session of the caller but this one, and removes all devices that are notified.",
  permission: "account:use",
  freshProof: true,
  input: z.object({}),
  output: endedSessionsSchema,
  handle: (_scope, _input, { actor, session }) => endOtherSessions(actor, session),
});
