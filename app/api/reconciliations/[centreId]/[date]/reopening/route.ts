import { dayKeySchema } from "@/lib/contracts/search";
import { moveInputSchema, refusedMoveSchema } from "@/lib/contracts/workflow";
import { dayRoute } from "@/lib/server/reconciliations/day-route";
import { moveDay } from "@/lib/server/workflow/commands";

export const POST = dayRoute({
  summary:
    "Reopens a day, with a reason, and applies the cash sheets that came since it was signed.",
  permission: "reconciliation:reopen",
  input: dayKeySchema.extend(moveInputSchema.shape),
  refusal: refusedMoveSchema,
  run: (scope, input) => moveDay(scope, "reopening", input),
});
