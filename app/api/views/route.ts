/** Named sets of filters: the reader's own, and those that colleagues share. */
import { nothingSchema } from "@/lib/contracts/basics";
import {
  saveViewSchema,
  viewListSchema,
  viewSchema,
  viewSearchSchema,
} from "@/lib/contracts/saved-view";
import { route } from "@/lib/server/api/route";
import { forgetLastView, saveView } from "@/lib/server/saved-views/commands";
import { listViews } from "@/lib/server/saved-views/queries";

export const GET = route({
  permission: "reconciliation:view",
  input: viewSearchSchema,
  answer: viewListSchema,
  handle: listViews,
});

export const POST = route({
  permission: "reconciliation:view",
  input: saveViewSchema,
  answer: viewSchema,
  status: 201,
  handle: saveView,
});

/** Opens the page without a view next time. */
export const DELETE = route({
  permission: "reconciliation:view",
  input: viewSearchSchema,
  answer: nothingSchema,
  handle: async (scope, input) => {
    await forgetLastView(scope, input);
    return {};
  },
});
