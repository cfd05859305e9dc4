import { accessFilterSchema } from "@/lib/contracts/access-review";
import { exportAccessXlsx } from "@/lib/server/exports/access-xlsx";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Exports who may do what where as a workbook.",
  permission: "user:administer",
  input: accessFilterSchema,
  output: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  handle: (scope, filter, { request }) => exportAccessXlsx(scope, filter, request),
});
