import { dayKeySchema } from "@/lib/contracts/search";
import { moveInputSchema, refusedMoveSchema } from "@/lib/contracts/workflow";
import { dayRoute } from "@/lib/server/reconciliations/day-route";
import { moveDay } from "@/lib/server/workflow/commands";

export const POST = dayRoute({
  summary: "Lets a day stand as signed although its cash sheet changed, with a reason.",
  permission: "reconciliation:approve",
  input: dayKeySchema.extend(moveInputSchema.shape),
  refusal: refusedMoveSchema,
  run: (scope, input) => moveDay(scope, "acceptance", input),
});
