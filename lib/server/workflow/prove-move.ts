import "server-only";

/**
 * Proves a move of one day of many, with the same refusals as the route of one day. Whoever reads
 * the day finds out whether its centre exists.
 */
import { type Actor, prove } from "@/lib/domain/permission";
import { MOVE_PERMISSIONS, type MoveName } from "@/lib/domain/workflow/workflow";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { assertCentresExist } from "../centres/queries";

export async function proveMove<M extends MoveName>(actor: Actor, move: M, centreId: string) {
  const visible = prove(actor, "centre:view", [centreId]);
  if (visible === null) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
  const permission = MOVE_PERMISSIONS[move];
  const scope = prove(actor, permission, [centreId]);
  if (scope !== null) return scope;
  await assertCentresExist(visible);
  throw new AppError("FORBIDDEN", `Your role in this centre does not allow this (${permission}).`);
}
