import { lineListSchema } from "@/lib/contracts/reconciliation";
import { pageSearchSchema } from "@/lib/contracts/search";
import { route } from "@/lib/server/api/route";
import { listLines } from "@/lib/server/reconciliations/queries";

export const GET = route({
  summary: "Lists lines with both sides and their verdict, the days they belong to, and totals.",
  permission: "reconciliation:view",
  input: pageSearchSchema,
  output: lineListSchema,
  handle: listLines,
});
