import { dayKeySchema } from "@/lib/contracts/search";
import { moveInputSchema, refusedMoveSchema } from "@/lib/contracts/workflow";
import { dayRoute } from "@/lib/server/reconciliations/day-route";
import { moveDay } from "@/lib/server/workflow/commands";

export const POST = dayRoute({
  summary: "Closes a day that is approved, or needs no approval.",
  permission: "reconciliation:close",
  input: dayKeySchema.extend(moveInputSchema.shape),
  refusal: refusedMoveSchema,
  run: (scope, input) => moveDay(scope, "closure", input),
});
