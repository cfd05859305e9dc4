import { exportSearchSchema } from "@/lib/contracts/search";
import { exportPdf } from "@/lib/server/exports/pdf";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Exports the lines of a search to print.",
  permission: "reconciliation:view",
  input: exportSearchSchema,
  output: "application/pdf",
  handle: (scope, input, { request }) => exportPdf(scope, input, request),
});
