import { lineListSchema } from "@/lib/contracts/reconciliation";
import { pageSearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { listLines } from "@/lib/server/reconciliations/queries";

export const GET = route({
  permission: "reconciliation:view",
  input: pageSearchSchema,
  answer: lineListSchema,
  handle: listLines,
});
