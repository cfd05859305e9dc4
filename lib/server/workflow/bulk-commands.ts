import "server-only";

/** Moves many days, each in a transaction of its own: each succeeds, or reports why it does not. */
import type { MoveResults, MovesInput } from "@/lib/contracts/workflow";
import { type Actor, prove } from "@/lib/domain/permission";
import { MOVE_PERMISSIONS, type Refusal } from "@/lib/domain/workflow/workflow";
import { AppError, isAppError, NO_SUCH_CENTRE } from "../app-error";
import { assertCentresExist } from "../centres/queries";
import { moveDay } from "./commands";

type Result = MoveResults["results"][number];
type MovedDay = MovesInput["days"][number];

export async function moveDays(actor: Actor, { move, days, text }: MovesInput) {
  const results: Result[] = [];
  // Days are moved one after the other, because a selection may name a day twice, and this takes
  // one connection.
  for (const day of days) results.push(await moveOne(actor, move, { ...day, text }));
  return { results } satisfies MoveResults;
}

async function moveOne(
  actor: Actor,
  move: MovesInput["move"],
  day: MovedDay & Pick<MovesInput, "text">,
): Promise<Result> {
  const { centreId, date } = day;
  try {
    const scope = await proveMove(actor, move, centreId);
    const { state, version } = await moveDay(scope, move, { ...day, businessDate: date });
    return { centreId, date, state, version };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { code, message: detail } = error;
    const reason = (error.details.reason ?? null) as Refusal | null;
    return { centreId, date, code, reason, detail };
  }
}

/** Reports the same refusals as the route of one day. */
async function proveMove(actor: Actor, move: MovesInput["move"], centreId: string) {
  const visible = prove(actor, "centre:view", [centreId]);
  if (visible === null) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
  await assertCentresExist(visible);
  const permission = MOVE_PERMISSIONS[move];
  const scope = prove(actor, permission, [centreId]);
  if (scope !== null) return scope;
  throw new AppError("FORBIDDEN", `Your role in this centre does not allow this (${permission}).`);
}
