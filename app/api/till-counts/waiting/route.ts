import { z } from "zod";
import { waitingSchema } from "@/lib/contracts/counting";
import { route } from "@/lib/server/http/route";
import { getWaiting } from "@/lib/server/today/waiting";

export const GET = route({
  permission: "till-count:view",
  input: z.object({}),
  answer: waitingSchema,
  handle: (scope) => getWaiting(scope),
});
