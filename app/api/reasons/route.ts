import { z } from "zod";
import { changeReasonsSchema, reasonListSchema } from "@/lib/contracts/reason";
import { route } from "@/lib/server/api/route";
import { changeReasons } from "@/lib/server/reasons/commands";
import { listReasons } from "@/lib/server/reasons/queries";

export const GET = route({
  summary:
    "Lists the reasons that explain or waive a line, in the order in which they are offered.",
  permission: "reconciliation:view",
  input: z.object({}),
  output: reasonListSchema,
  handle: listReasons,
});

export const PUT = route({
  summary:
    "Replaces the list of reasons; one that is no longer wanted is switched off, never " +
    "removed.",
  permission: "centre:administer",
  input: changeReasonsSchema,
  output: reasonListSchema,
  handle: changeReasons,
});
