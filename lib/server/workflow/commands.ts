import "server-only";

/**
 * Moves a day: the table of the domain decides, and state, move and audit entry are written
 * together.
 */
import type { MoveInput } from "@/lib/contracts/workflow";
import type { DayKey } from "@/lib/domain/keys";
import type { Scope } from "@/lib/domain/permission";
import type { MOVE_PERMISSIONS } from "@/lib/domain/workflow/workflow";
import { decideMove, type MoveName } from "@/lib/domain/workflow/workflow";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { lockDays } from "../db/advisory-lock";
import { inTransaction, type Transaction } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { findDayFacts } from "./day-facts";
import { type DayVersion, refuseStale } from "./open-day";
import { listPeopleToAsk } from "./people-to-ask";
import { formatRefusal } from "./refusal-messages";
import { storeMove } from "./store-move";

export type MoveScope<M extends MoveName> = Scope<(typeof MOVE_PERMISSIONS)[M]>;

/**
 * Throws CONFLICT when the reader had an older version, and REFUSED with its reason, and whom to
 * ask.
 */
export async function moveDay<M extends MoveName>(
  { actorId }: MoveScope<M>,
  move: M,
  { version, text, ...key }: DayKey & MoveInput,
): Promise<DayVersion> {
  const work = async (tx: Transaction) => {
    // A rule may still be on its way through the open days, and what is signed must be judged by
    // it. That locks the day by itself.
    if (move === "review") await recomputeDays(tx, [key]);
    // The facts are read in the same message, once the lock is there.
    const locked = move === "review" ? null : lockDays(tx.sql, [key]);
    const [found] = await Promise.all([findDayFacts(tx.sql, key), locked]);
    if (found === null) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
    await refuseStale(tx.sql, key, { seen: version, now: found.head.version });
    const decision = decideMove(move, found.facts, { actorId, text });
    if (decision.refused !== null) {
      const { refused: refusal } = decision;
      const people = await listPeopleToAsk(tx.sql, { ...key, move, found, refusal, actorId });
      const detail = formatRefusal({ ...found, move, refusal, people });
      throw new AppError("REFUSED", detail, { reason: refusal, extra: { people } });
    }
    const made = { ...key, move, from: found.head, to: decision.to };
    return storeMove(tx, made, { actorId, text });
  };
  return inTransaction(work, { prepares: true });
}
