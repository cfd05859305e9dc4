import { varianceExportSchema } from "@/lib/contracts/variance";
import { exportVariancesPdf } from "@/lib/server/exports/variance-pdf";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Exports the charts and tables of variances to print, each currency by itself.",
  permission: "variance:view",
  input: varianceExportSchema,
  output: "application/pdf",
  handle: (scope, input, { request }) => exportVariancesPdf(scope, input, request),
});
