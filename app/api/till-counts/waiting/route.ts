import { z } from "zod";
import { waitingSchema } from "@/lib/contracts/count-settings";
import { route } from "@/lib/server/api/route";
import { getWaiting } from "@/lib/server/today/waiting";

export const GET = route({
  summary: "Lists the tills that are not counted yet, and the fresh counts that were requested.",
  permission: "till-count:view",
  input: z.object({}),
  output: waitingSchema,
  handle: (scope) => getWaiting(scope),
});
