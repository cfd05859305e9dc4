import { z } from "zod";
import { saveSessionLimitsSchema, sessionLimitsSchema } from "@/lib/contracts/session-limits";
import { route } from "@/lib/server/api/route";
import { getSessionLimits, saveSessionLimits } from "@/lib/server/users/session-limits";

export const GET = route({
  summary: "Reads how long sessions last, and for how long a proof of who is there is fresh.",
  permission: "security:administer",
  input: z.object({}),
  output: sessionLimitsSchema,
  handle: getSessionLimits,
});

export const PUT = route({
  summary: "Changes the limits of sessions, at once and for those that are open.",
  permission: "security:administer",
  input: saveSessionLimitsSchema,
  output: sessionLimitsSchema,
  handle: saveSessionLimits,
});
