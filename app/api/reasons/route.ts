import { z } from "zod";
import { changeReasonsSchema, reasonListSchema } from "@/lib/contracts/reason";
import { route } from "@/lib/server/api/route";
import { changeReasons } from "@/lib/server/reasons/commands";
import { listReasons } from "@/lib/server/reasons/queries";

export const GET = route({
  permission: "reconciliation:view",
  input: z.object({}),
  answer: reasonListSchema,
  handle: listReasons,
});

export const PUT = route({
  permission: "centre:administer",
  input: changeReasonsSchema,
  answer: reasonListSchema,
  handle: changeReasons,
});
