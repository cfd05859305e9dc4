import { z } from "zod";
import {
  importLineSchema,
  importResultSchema,
  importSearchSchema,
  rejectedImportSchema,
} from "@/lib/contracts/till-count";
import { route } from "@/lib/server/api/route";
import { makeImportExample } from "@/lib/server/till-counts/import-example";
import { respondToImport } from "@/lib/server/till-counts/import-response";

export const GET = route({
  summary: "Returns an example of a file of counts, with the reader's own tills.",
  permission: "till-count:import",
  input: z.object({}),
  output: "text/csv",
  handle: makeImportExample,
});

export const POST = route({
  summary: "Imports a file of counts: all rows, or 422 with every row that is wrong.",
  permission: "till-count:import",
  input: importSearchSchema,
  output: importResultSchema,
  line: importLineSchema,
  refusal: rejectedImportSchema,
  handle: (scope, input, { request }) => respondToImport(scope, input, request),
  body: "text/csv",
});
