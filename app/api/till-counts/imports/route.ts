import { importResultSchema, importSearchSchema } from "@/lib/contracts/till-count";
import { route } from "@/lib/server/http/route";
import { answerImport } from "@/lib/server/till-counts/import-answer";

export const POST = route({
  permission: "till-count:import",
  input: importSearchSchema,
  answer: importResultSchema,
  handle: answerImport,
  body: "stream",
});
