import { importedUsersSchema, importUsersSchema } from "@/lib/contracts/user-import";
import { route } from "@/lib/server/api/route";
import { importUsers, readUserText } from "@/lib/server/users/import";

export const POST = route({
  summary: "Invites everybody in a file, or 422 with every row that is wrong. Links show once.",
  permission: "user:administer",
  input: importUsersSchema,
  output: importedUsersSchema,
  refusal: importedUsersSchema.pick({ rejected: true }),
  body: "text/csv",
  handle: async (scope, { dryRun }, { request }) =>
    importUsers(scope, { text: await readUserText(request), dryRun }),
});
