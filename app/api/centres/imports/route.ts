import { importCentresSchema, importedCentresSchema } from "@/lib/contracts/centre";
import { importCentres, readCentreText } from "@/lib/server/centres/import";
import { route } from "@/lib/server/api/route";

export const POST = route({
  summary: "Adds or changes centres from a file: all rows, or 422 with every row that is wrong.",
  permission: "centre:administer",
  input: importCentresSchema,
  output: importedCentresSchema,
  refusal: importedCentresSchema.pick({ rejected: true }),
  body: "text/csv",
  handle: async (scope, { dryRun }, { request }) =>
    importCentres(scope, { text: await readCentreText(request), dryRun }),
});
