import { z } from "zod";
import { waitingSchema } from "@/lib/contracts/count-settings";
import { route } from "@/lib/server/api/route";
import { getWaiting } from "@/lib/server/today/waiting";

export const GET = route({
  permission: "till-count:view",
  input: z.object({}),
  answer: waitingSchema,
  handle: (scope) => getWaiting(scope),
});
