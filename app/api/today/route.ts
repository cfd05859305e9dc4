import { z } from "zod";
import { route } from "@/lib/server/http/route";
import { getToday } from "@/lib/server/today/queries";

export const GET = route({
  permission: "reconciliation:view",
  input: z.object({}),
  handle: (scope) => getToday(scope),
});
