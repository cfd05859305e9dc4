import "server-only";

/** Moves a day: the table of the domain decides, and state, move and trail are written together. */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { MoveInput } from "@/lib/contracts/workflow";
import type { Scope } from "@/lib/domain/permission";
import type { DayState } from "@/lib/domain/day";
import {
  barredFrom,
  decideMove,
  MOVE_PERMISSIONS,
  type MoveName,
  PERSON_REFUSALS,
} from "@/lib/domain/workflow/workflow";
import { AppError } from "../app-error";
import { NO_SUCH_CENTRE } from "../centres/queries";
import { lockDays } from "../db/advisory-lock";
import { inTransaction, type Sql, sql } from "../db/sql";
import { dayAsItIs } from "../reconciliations/current-day";
import { type DayFound, findDayFacts, type MoveDay } from "./day-facts";
import { listPeople } from "./eligible-people";
import { storeMove } from "./store-move";
import { type RefusedMove, sentenceOf } from "./refusal-messages";
import { recomputeDays } from "../recompute/recompute-days";

export type MoveScope<M extends MoveName> = Scope<(typeof MOVE_PERMISSIONS)[M]>;
type Asked = MoveDay & MoveInput;

/**
 * CONFLICT, with the day as it is, when the reader had an older version; REFUSED with its reason.
 */
export async function moveDay<M extends MoveName>(
  scope: MoveScope<M>,
  move: M,
  asked: Asked,
): Promise<DayDetail> {
  const outcome = await tryMove(scope, move, asked);
  if (outcome.kind === "stale") {
    throw new AppError("CONFLICT", outcome.detail, {
      current: await dayAsItIs(asked, scope.actorId),
    });
  }
  if (outcome.kind === "refused") {
    const { refusal: reason, people, detail } = outcome;
    throw new AppError("REFUSED", detail, { reason, extra: { people } });
  }
  return dayAsItIs(asked, scope.actorId);
}

export type MoveOutcome =
  | { kind: "moved"; state: DayState; version: number }
  | { kind: "stale"; detail: string }
  | (RefusedMove & { kind: "refused"; detail: string });

/** In a transaction of its own. */
export async function tryMove<M extends MoveName>(
  scope: MoveScope<M>,
  move: M,
  asked: Asked,
): Promise<MoveOutcome> {
  const { centreId, date, version, text } = asked;
  const decided = await inTransaction(async (tx) => {
    await lockDays(tx.sql, [{ centreId, businessDate: date }]);
    // A rule may still be on its way through the open days: what is signed is judged by it.
    if (move === "review") await recomputeDays(tx, [{ centreId, businessDate: date }]);
    const found = await findDayFacts(tx.sql, { centreId, date });
    if (found === null) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
    if (found.head.version !== version) return { kind: "stale" as const };
    const decision = decideMove(move, found.facts, { actorId: scope.actorId, text });
    if (decision.refused !== null) return { kind: "refused" as const, found, decision };
    const by = { actorId: scope.actorId, text };
    const moved = { centreId, date, move, from: found.head, to: decision.to };
    return { kind: "moved" as const, ...(await storeMove(tx, moved, by)) };
  });
  if (decided.kind === "moved") return decided;
  if (decided.kind === "stale") return { kind: "stale", detail: await staleSentence(asked) };
  const { found, decision } = decided;
  const people = await peopleFor(move, asked, found, decision.refused, scope.actorId);
  const refused = { ...found, move, refusal: decision.refused, people };
  return { ...refused, kind: "refused", detail: sentenceOf(refused) };
}

/** Whom to ask, where it takes another person. */
async function peopleFor(
  move: MoveName,
  { centreId }: MoveDay,
  { facts }: DayFound,
  refusal: RefusedMove["refusal"],
  actorId: string,
): Promise<string[]> {
  const asks = (permission: Parameters<typeof listPeople>[1]["permission"], to: MoveName) =>
    listPeople(sql, { centreId, permission, except: [...barredFrom(to, facts), actorId] });
  if (refusal === "period-closed") {
    return listPeople(sql, { centreId, permission: "period:close", except: [] });
  }
  if (refusal === "approval-needed") {
    const except = barredFrom("approval", facts);
    return listPeople(sql, { centreId, permission: MOVE_PERMISSIONS.approval, except });
  }
  const isPersonal = (PERSON_REFUSALS as readonly string[]).includes(refusal);
  return isPersonal ? asks(MOVE_PERMISSIONS[move], move) : [];
}

/** Who was faster, when a move was what changed the day last. */
async function staleSentence({ centreId, date }: MoveDay): Promise<string> {
  const last = await findLastEvent(sql, { centreId, date });
  const who = last === null ? "The day has changed" : `${last.by} changed this day`;
  return `${who} since you opened it. Nothing was done; look again.`;
}

async function findLastEvent(ask: Sql, { centreId, date }: MoveDay) {
  const [row] = await ask<{ by: string }>(
    `SELECT u.name AS by FROM audit_entry a JOIN "user" u ON u.id = a.actor_id
      WHERE a.centre_id = $1 AND a.business_date = $2 ORDER BY a.id DESC LIMIT 1`,
    [centreId, date],
  );
  return row ?? null;
}
