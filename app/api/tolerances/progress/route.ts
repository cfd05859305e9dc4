import { z } from "zod";
import { toleranceProgressSchema } from "@/lib/contracts/tolerance";
import { route } from "@/lib/server/api/route";
import { readProgress } from "@/lib/server/tolerances/progress";

export const GET = route({
  summary:
    "Returns how many of the open days that a changed rule concerns are judged again; 0 of 0: none waits.",
  permission: "tolerance:view",
  input: z.object({}),
  output: toleranceProgressSchema,
  handle: readProgress,
});
