import "server-only";

/** Serves the routes that move a day, each with the permission of its move. */
import { dayKeySchema } from "@/lib/contracts/search";
import { moveInputSchema, refusedMoveSchema } from "@/lib/contracts/workflow";
import { MOVE_PERMISSIONS, type MoveName } from "@/lib/domain/workflow/workflow";
import { moveDay } from "../workflow/commands";
import { dayRoute } from "./day-route";

export function moveRoute<M extends MoveName>(move: M, summary: string) {
  return dayRoute({
    summary,
    permission: MOVE_PERMISSIONS[move],
    input: dayKeySchema.extend(moveInputSchema.shape),
    refusal: refusedMoveSchema,
    run: (scope, input) => moveDay(scope, move, input),
  });
}
