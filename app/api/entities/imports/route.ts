import { importedEntitiesSchema, importEntitiesSchema } from "@/lib/contracts/legal-entity-file";
import { route } from "@/lib/server/api/route";
import { importEntities } from "@/lib/server/entities/import";
import { readOrganisationText } from "@/lib/server/organisation/import";

export const POST = route({
  summary: "Changes legal entities and their centres by a file: all rows, or 422 with the wrong.",
  permission: "centre:administer",
  input: importEntitiesSchema,
  output: importedEntitiesSchema,
  refusal: importedEntitiesSchema.pick({ rejected: true }),
  body: "text/csv",
  handle: async (scope, { dryRun }, { request }) =>
    importEntities(scope, { text: await readOrganisationText(request), dryRun }),
});
