import { owedSearchSchema } from "@/lib/contracts/owed";
import { route } from "@/lib/server/api/route";
import { exportOwed } from "@/lib/server/exports/owed-csv";

export const GET = route({
  summary: "Sends what each centre owes for tips and gift cards in a month as CSV.",
  permission: "reconciliation:view",
  input: owedSearchSchema,
  output: "text/csv",
  handle: exportOwed,
});
