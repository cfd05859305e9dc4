import "server-only";

/** Moves many days, each in a transaction of its own: each succeeds, or reports why it does not. */
import type { MoveResults, MovesInput } from "@/lib/contracts/workflow";
import type { Actor } from "@/lib/domain/permission";
import type { Refusal } from "@/lib/domain/workflow/workflow";
import { isAppError } from "../app-error";
import { moveDay } from "./commands";
import { proveMove } from "./prove-move";

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
