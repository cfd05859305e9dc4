import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import { dayKeySchema } from "@/lib/contracts/search";
import { moveInputSchema } from "@/lib/contracts/workflow";
import { route } from "@/lib/server/api/route";
import { moveDay } from "@/lib/server/workflow/commands";

export const POST = route({
  summary:
    "Reopens a day, with a reason, and applies the cash sheets that came since it was " + "signed.",
  permission: "reconciliation:reopen",
  input: dayKeySchema.extend(moveInputSchema.shape),
  output: dayDetailSchema,
  handle: (scope, input) => moveDay(scope, "reopening", input),
});
