import { dayKeySchema } from "@/lib/contracts/search";
import { moveInputSchema, refusedMoveSchema } from "@/lib/contracts/workflow";
import { dayRoute } from "@/lib/server/reconciliations/day-route";
import { moveDay } from "@/lib/server/workflow/commands";

export const POST = dayRoute({
  summary: "Reviews a day. Nobody who counted on it may.",
  permission: "reconciliation:review",
  input: dayKeySchema.extend(moveInputSchema.shape),
  refusal: refusedMoveSchema,
  run: (scope, input) => moveDay(scope, "review", input),
});
