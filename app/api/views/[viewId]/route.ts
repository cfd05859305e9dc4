import { changeViewSchema, viewKeySchema } from "@/lib/contracts/saved-view";
import { route } from "@/lib/server/http/route";
import { changeView, removeView } from "@/lib/server/saved-views/commands";

export const PATCH = route({
  permission: "reconciliation:view",
  input: changeViewSchema,
  handle: changeView,
});

export const DELETE = route({
  permission: "reconciliation:view",
  input: viewKeySchema,
  handle: async (scope, input) => {
    await removeView(scope, input);
    return {};
  },
});
