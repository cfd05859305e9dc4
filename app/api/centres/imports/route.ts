/** A file of centres: all of it, or none and why. */
import { importCentresSchema, importedCentresSchema } from "@/lib/contracts/centre";
import { importCentres, readCentreText } from "@/lib/server/centres/import";
import { route } from "@/lib/server/api/route";

export const POST = route({
  permission: "centre:administer",
  input: importCentresSchema,
  answer: importedCentresSchema,
  body: "stream",
  handle: async (scope, { dryRun }, request) =>
    importCentres(scope, { text: await readCentreText(request), dryRun }),
});
