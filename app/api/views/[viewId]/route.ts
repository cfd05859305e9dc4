import { nothingSchema } from "@/lib/contracts/basics";
import { changeViewSchema, viewKeySchema, viewSchema } from "@/lib/contracts/saved-view";
import { route } from "@/lib/server/api/route";
import { changeView, removeView } from "@/lib/server/saved-views/commands";

export const PATCH = route({
  summary: "Renames or shares one of the reader's own views.",
  permission: "reconciliation:view",
  input: changeViewSchema,
  output: viewSchema,
  handle: changeView,
});

export const DELETE = route({
  summary: "Removes one of the reader's own views.",
  permission: "reconciliation:view",
  input: viewKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await removeView(scope, input);
    return {};
  },
});
