import { explainSchema } from "@/lib/contracts/explanation";
import { explainLine } from "@/lib/server/explanations/commands";
import { dayRoute } from "@/lib/server/reconciliations/day-route";

export const POST = dayRoute({
  summary:
    "Explains a difference or the check of a float, waives a line that is not counted, or " +
    "withdraws an explanation: 201, or 422 with a reason.",
  permission: "reconciliation:explain",
  input: explainSchema,
  run: explainLine,
  status: 201,
});
