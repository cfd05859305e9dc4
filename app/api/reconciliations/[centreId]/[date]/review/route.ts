import { dayKeySchema } from "@/lib/contracts/search";
import { moveInputSchema } from "@/lib/contracts/workflow";
import { route } from "@/lib/server/http/route";
import { moveDay } from "@/lib/server/reconciliations/moves";

export const POST = route({
  permission: "reconciliation:review",
  input: dayKeySchema.extend(moveInputSchema.shape),
  handle: (scope, input) => moveDay(scope, "review", input),
});
