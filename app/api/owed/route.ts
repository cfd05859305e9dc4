import { owedSchema, owedSearchSchema } from "@/lib/contracts/owed";
import { route } from "@/lib/server/api/route";
import { listOwed } from "@/lib/server/item-kinds/owed";

export const GET = route({
  summary: "Returns what each centre owes for tips and gift cards in a month.",
  permission: "reconciliation:view",
  input: owedSearchSchema,
  output: owedSchema,
  handle: listOwed,
});
