import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import { dayKeySchema } from "@/lib/contracts/search";
import { moveInputSchema } from "@/lib/contracts/workflow";
import { route } from "@/lib/server/api/route";
import { moveDay } from "@/lib/server/workflow/commands";

export const POST = route({
  summary: "Lets a day stand as signed although its cash sheet changed, with a reason.",
  permission: "reconciliation:approve",
  input: dayKeySchema.extend(moveInputSchema.shape),
  output: dayDetailSchema,
  handle: (scope, input) => moveDay(scope, "acceptance", input),
});
