import { explainSchema } from "@/lib/contracts/explanation";
import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import { explainLine } from "@/lib/server/explanations/commands";
import { route } from "@/lib/server/api/route";

export const POST = route({
  permission: "reconciliation:explain",
  input: explainSchema,
  answer: dayDetailSchema,
  handle: explainLine,
  status: 201,
});
