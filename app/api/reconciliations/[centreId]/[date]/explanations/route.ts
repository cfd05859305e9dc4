import { explainSchema } from "@/lib/contracts/explanation";
import { explainLine } from "@/lib/server/explanations/commands";
import { route } from "@/lib/server/http/route";

export const POST = route({
  permission: "reconciliation:explain",
  input: explainSchema,
  handle: explainLine,
  status: 201,
});
