import { importResultSchema, importSearchSchema } from "@/lib/contracts/till-count";
import { route } from "@/lib/server/api/route";
import { respondToImport } from "@/lib/server/till-counts/import-response";

export const POST = route({
  permission: "till-count:import",
  input: importSearchSchema,
  answer: importResultSchema,
  handle: respondToImport,
  body: "stream",
});
