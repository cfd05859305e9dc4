import { exportSearchSchema } from "@/lib/contracts/search";
import { exportCsv } from "@/lib/server/exports/csv";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Exports the lines of a search as a CSV file.",
  permission: "reconciliation:view",
  input: exportSearchSchema,
  output: "text/csv",
  handle: (scope, input, { request }) => exportCsv(scope, input, request),
});
