import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import { dayKeySchema } from "@/lib/contracts/search";
import { moveInputSchema } from "@/lib/contracts/workflow";
import { route } from "@/lib/server/api/route";
import { moveDay } from "@/lib/server/workflow/commands";

export const POST = route({
  summary: "Reviews a day. Nobody who counted on it may.",
  permission: "reconciliation:review",
  input: dayKeySchema.extend(moveInputSchema.shape),
  output: dayDetailSchema,
  handle: (scope, input) => moveDay(scope, "review", input),
});
