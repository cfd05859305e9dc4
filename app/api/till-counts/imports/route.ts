import { importResultSchema, importSearchSchema } from "@/lib/contracts/till-count";
import { route } from "@/lib/server/api/route";
import { respondToImport } from "@/lib/server/till-counts/import-response";

export const POST = route({
  summary: "Imports a file of counts: all rows, or 422 with every row that is wrong.",
  permission: "till-count:import",
  input: importSearchSchema,
  output: importResultSchema,
  handle: (scope, input, { request }) => respondToImport(scope, input, request),
  body: "text/csv",
});
