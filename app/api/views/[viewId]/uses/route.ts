import { nothingSchema } from "@/lib/contracts/basics";
import { viewKeySchema } from "@/lib/contracts/saved-view";
import { route } from "@/lib/server/api/route";
import { rememberView } from "@/lib/server/saved-views/commands";

export const POST = route({
  summary: "Remembers a view as the one used last.",
  permission: "reconciliation:view",
  input: viewKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await rememberView(scope, input);
    return {};
  },
});
