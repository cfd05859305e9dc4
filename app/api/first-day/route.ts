import { z } from "zod";
import { firstDaySchema } from "@/lib/contracts/first-day";
import { route } from "@/lib/server/api/route";
import { getFirstDay } from "@/lib/server/today/first-day";

export const GET = route({
  summary: "Returns how far the set-up of a new installation is.",
  permission: "centre:administer",
  input: z.object({}),
  output: firstDaySchema,
  handle: (scope) => getFirstDay(scope),
});
