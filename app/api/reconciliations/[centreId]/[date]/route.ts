import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import { daySearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { getDay } from "@/lib/server/reconciliations/queries";

export const GET = route({
  permission: "reconciliation:view",
  input: daySearchSchema,
  answer: dayDetailSchema,
  handle: getDay,
});
