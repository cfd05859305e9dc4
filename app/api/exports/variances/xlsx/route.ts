import { varianceExportSchema } from "@/lib/contracts/variance";
import { exportVariancesXlsx } from "@/lib/server/exports/variance-xlsx";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Exports the figures of variances as a workbook: a sheet for each series and currency.",
  permission: "variance:view",
  input: varianceExportSchema,
  output: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  handle: (scope, input, { request }) => exportVariancesXlsx(scope, input, request),
});
