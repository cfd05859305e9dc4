import { undoInputSchema, undoResultsSchema } from "@/lib/contracts/sign-off";
import { route } from "@/lib/server/api/route";
import { undoMoves } from "@/lib/server/workflow/undo-moves";

/** Everyone who sees days may call it; whether they may undo a move is decided for each. */
export const POST = route({
  summary: "Undoes moves that their author just made, each day by itself.",
  permission: "reconciliation:view",
  input: undoInputSchema,
  output: undoResultsSchema,
  handle: (_scope, input, { actor }) => undoMoves(actor, input),
});
