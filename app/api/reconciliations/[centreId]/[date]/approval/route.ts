import { dayKeySchema } from "@/lib/contracts/search";
import { moveInputSchema, refusedMoveSchema } from "@/lib/contracts/workflow";
import { dayRoute } from "@/lib/server/reconciliations/day-route";
import { moveDay } from "@/lib/server/workflow/commands";

export const POST = dayRoute({
  summary: "Approves a reviewed day. Its reviewer may not.",
  permission: "reconciliation:approve",
  input: dayKeySchema.extend(moveInputSchema.shape),
  refusal: refusedMoveSchema,
  run: (scope, input) => moveDay(scope, "approval", input),
});
