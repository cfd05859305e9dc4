import { moveResultsSchema, movesInputSchema } from "@/lib/contracts/workflow";
import { requireActor } from "@/lib/server/auth/actor";
import { route } from "@/lib/server/api/route";
import { moveDays } from "@/lib/server/workflow/bulk-commands";

/** Whoever sees days may ask; whether they may move each of them is proved day by day. */
export const POST = route({
  permission: "reconciliation:view",
  input: movesInputSchema,
  answer: moveResultsSchema,
  handle: async (_scope, input, request) => moveDays(await requireActor(request), input),
});
