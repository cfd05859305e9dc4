import { z } from "zod";
import { todaySchema } from "@/lib/contracts/today";
import { route } from "@/lib/server/api/route";
import { getToday } from "@/lib/server/today/queries";

export const GET = route({
  permission: "reconciliation:view",
  input: z.object({}),
  answer: todaySchema,
  handle: (scope) => getToday(scope),
});
