import { explainSchema } from "@/lib/contracts/explanation";
import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import { explainLine } from "@/lib/server/explanations/commands";
import { route } from "@/lib/server/api/route";

export const POST = route({
  summary:
    "Explains a difference or the check of a float, waives a line that is not counted, or " +
    "withdraws an explanation: 201, or 422 with a reason.",
  permission: "reconciliation:explain",
  input: explainSchema,
  output: dayDetailSchema,
  handle: explainLine,
  status: 201,
});
