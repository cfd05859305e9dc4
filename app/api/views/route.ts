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
  summary: "Lists the views that the reader may open on a page, and the one used last.",
  permission: "reconciliation:view",
  input: viewSearchSchema,
  output: viewListSchema,
  handle: listViews,
});

export const POST = route({
  summary: "Saves filters under a name, in place of the reader's own view of that name.",
  permission: "reconciliation:view",
  input: saveViewSchema,
  output: viewSchema,
  status: 201,
  handle: saveView,
});

/** The page opens without a view next time. */
export const DELETE = route({
  summary: "Clears which view was used last: the page opens without one.",
  permission: "reconciliation:view",
  input: viewSearchSchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await forgetLastView(scope, input);
    return {};
  },
});
