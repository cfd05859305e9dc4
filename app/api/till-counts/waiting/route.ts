import { z } from "zod";
import { route } from "@/lib/server/http/route";
import { getWaiting } from "@/lib/server/today/waiting";

export const GET = route({
  permission: "till-count:view",
  input: z.object({}),
  handle: (scope) => getWaiting(scope),
});
