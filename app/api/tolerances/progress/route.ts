/** How far the open days are judged by rules that changed; 0 of 0 when none waits. */
import { z } from "zod";
import { toleranceProgressSchema } from "@/lib/contracts/tolerance";
import { route } from "@/lib/server/api/route";
import { readProgress } from "@/lib/server/tolerances/open-days";

export const GET = route({
  permission: "tolerance:view",
  input: z.object({}),
  answer: toleranceProgressSchema,
  handle: readProgress,
});
