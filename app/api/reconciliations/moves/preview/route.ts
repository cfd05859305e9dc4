import { movePreviewInputSchema, movePreviewSchema } from "@/lib/contracts/sign-off";
import { route } from "@/lib/server/api/route";
import { previewMoves } from "@/lib/server/workflow/preview-moves";

/** Everyone who sees days may call it; of each centre it tells what its user may see and do. */
export const POST = route({
  summary: "Tells what a move of many days would sign, and which would stay. It writes nothing.",
  permission: "reconciliation:view",
  input: movePreviewInputSchema,
  output: movePreviewSchema,
  handle: (_scope, input, { actor }) => previewMoves(actor, input),
});
