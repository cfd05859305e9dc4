import { explainDifferenceSchema, fundNumberSchema } from "@/lib/contracts/petty-cash-change";
import { route } from "@/lib/server/api/route";
import { explainDifference } from "@/lib/server/petty-cash/count-commands";

export const POST = route({
  summary: "Explains the difference that the latest count of a petty cash fund found.",
  permission: "reconciliation:explain",
  input: explainDifferenceSchema,
  output: fundNumberSchema,
  status: 201,
  handle: explainDifference,
});
