import { nothingSchema } from "@/lib/contracts/basics";
import { changeViewSchema, viewKeySchema, viewSchema } from "@/lib/contracts/saved-view";
import { route } from "@/lib/server/api/route";
import { changeView, removeView } from "@/lib/server/saved-views/commands";

export const PATCH = route({
  permission: "reconciliation:view",
  input: changeViewSchema,
  answer: viewSchema,
  handle: changeView,
});

export const DELETE = route({
  permission: "reconciliation:view",
  input: viewKeySchema,
  answer: nothingSchema,
  handle: async (scope, input) => {
    await removeView(scope, input);
    return {};
  },
});
