import {
  explainedLinesSchema,
  explainLinesSchema,
  refusedLinesSchema,
} from "@/lib/contracts/explain-lines";
import { route } from "@/lib/server/api/route";
import { explainLines } from "@/lib/server/explanations/explain-lines";

export const POST = route({
  summary:
    "Explains many lines with one reason: all, 201, or none, 409 or 422 with the lines that stand " +
    "in the way.",
  permission: "reconciliation:explain",
  input: explainLinesSchema,
  output: explainedLinesSchema,
  refusal: refusedLinesSchema,
  status: 201,
  handle: (scope, input, { actor }) => explainLines(scope, input, actor),
});
