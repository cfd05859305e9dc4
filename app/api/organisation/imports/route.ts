import { importedOrganisationSchema, importOrganisationSchema } from "@/lib/contracts/organisation";
import { route } from "@/lib/server/api/route";
import { importOrganisation, readOrganisationText } from "@/lib/server/organisation/import";

export const POST = route({
  summary: "Changes the organisation by a file: all rows, or 422 with every row that is wrong.",
  permission: "centre:administer",
  input: importOrganisationSchema,
  output: importedOrganisationSchema,
  refusal: importedOrganisationSchema.pick({ rejected: true }),
  body: "text/csv",
  handle: async (scope, { dryRun }, { request }) =>
    importOrganisation(scope, { text: await readOrganisationText(request), dryRun }),
});
