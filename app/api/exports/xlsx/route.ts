import { exportSearchSchema } from "@/lib/contracts/search";
import { exportXlsx } from "@/lib/server/exports/xlsx";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Exports the lines of a search as a workbook.",
  permission: "reconciliation:view",
  input: exportSearchSchema,
  output: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  handle: (scope, input, { request }) => exportXlsx(scope, input, request),
});
