import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import { dayKeySchema } from "@/lib/contracts/search";
import { moveInputSchema } from "@/lib/contracts/workflow";
import { route } from "@/lib/server/api/route";
import { moveDay } from "@/lib/server/workflow/commands";

export const POST = route({
  summary: "Closes a day that is approved, or needs no approval.",
  permission: "reconciliation:close",
  input: dayKeySchema.extend(moveInputSchema.shape),
  output: dayDetailSchema,
  handle: (scope, input) => moveDay(scope, "closure", input),
});
