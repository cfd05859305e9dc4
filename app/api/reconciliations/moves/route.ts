import { moveResultsSchema, movesInputSchema } from "@/lib/contracts/workflow";
import { route } from "@/lib/server/api/route";
import { moveDays } from "@/lib/server/workflow/bulk-commands";

/** Everyone who sees days may call it; whether they may move a day is proved for each. */
export const POST = route({
  summary: "Moves many days, each by itself: it moves, or its refusal is returned.",
  permission: "reconciliation:view",
  freshProof: ({ move }) => move !== "review",
  input: movesInputSchema,
  output: moveResultsSchema,
  handle: (_scope, input, { actor }) => moveDays(actor, input),
});
