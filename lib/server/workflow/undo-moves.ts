import "server-only";

/**
 * Undoes moves that were just made: each day goes back to the state it had, in a transaction of its
 * own, and its history and the audit trail keep both the move and its undoing.
 */
import type { UndoInput, UndoResults } from "@/lib/contracts/sign-off";
import { MOVE_ACTIONS } from "@/lib/domain/audit/actions";
import type { DayState } from "@/lib/domain/day";
import type { DayKey } from "@/lib/domain/keys";
import type { Actor } from "@/lib/domain/permission";
import {
  decideUndo,
  type MoveRow,
  type UndoFacts,
  type UndoRefusal,
} from "@/lib/domain/workflow/undo";
import { AppError, isAppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { assertCentresExist } from "../centres/queries";
import { lockDays } from "../db/advisory-lock";
import { inTransaction, readingWith, type Sql, type Transaction } from "../db/sql";
import { isPeriodClosed } from "../periods/queries";
import { recomputeDays } from "../recompute/recompute-days";
import { insertMove } from "./insert-move";
import { type DayVersion, findDayVersion, moveToState } from "./open-day";
import { proveMove } from "./prove-move";
import { readStanding } from "./standing";

type Result = UndoResults["results"][number];
type UndoneDay = UndoInput["days"][number];

export async function undoMoves(actor: Actor, { days }: UndoInput): Promise<UndoResults> {
  const results: Result[] = [];
  for (const day of days) results.push(await undoOne(actor, day));
  return { results };
}

async function undoOne(actor: Actor, day: UndoneDay): Promise<Result> {
  const { centreId, date } = day;
  try {
    const key = { centreId, businessDate: date };
    const { state, version } = await inTransaction(
      (tx) => undoMove(tx, actor, { ...day, ...key }),
      {
        prepares: true,
      },
    );
    return { centreId, date, state, version };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { code, message: detail } = error;
    const reason = (error.details.reason ?? null) as UndoRefusal | null;
    return { centreId, date, code, reason, detail };
  }
}

async function undoMove(
  tx: Transaction,
  actor: Actor,
  { version, ...key }: DayKey & { version: number },
): Promise<DayVersion> {
  const { centreId, businessDate } = key;
  await lockDays(tx.sql, [key]);
  const { last, facts, opened, sheetVersion } = await readUndoFacts(tx.sql, key);
  const move = last === null || last.move === "undo" ? "review" : last.move;
  await readingWith(tx, async () => assertCentresExist(await proveMove(actor, move, centreId)));
  const decision = decideUndo(facts, { actorId: actor.userId, version });
  if (decision.refused !== null) {
    throw new AppError("REFUSED", SENTENCES[decision.refused], { reason: decision.refused });
  }
  const [before, moved] = await Promise.all([
    readStanding(tx.sql, key),
    moveToState(tx.sql, key, { opened, to: decision.to, settlesChange: false }),
  ]);
  // An open day follows whatever changed while it was signed, such as a rule.
  if (decision.to === "open") await recomputeDays(tx, [key]);
  const after = decision.to === "open" ? await readStanding(tx.sql, key) : moved;
  await insertMove(tx.sql, {
    centreId,
    businessDate,
    move: "undo",
    from: before.state,
    to: decision.to,
    sheetVersion,
    version: after.version,
    text: null,
    actorId: actor.userId,
  });
  await appendAudit(tx.sql, {
    actorId: actor.userId,
    action: MOVE_ACTIONS.undo,
    centreId,
    businessDate,
    before,
    after: { ...after, undone: decision.move },
  });
  return { state: after.state, version: after.version };
}

type LastRecord = {
  move: MoveRow;
  from: DayState;
  actorId: string | null;
  version: number | null;
  sheetVersion: number;
  ageSeconds: number;
};

/** The age is measured by the clock that gave the move its time. */
async function readUndoFacts(sql: Sql, key: DayKey) {
  const opened = await findDayVersion(sql, key);
  const [last] = await sql<LastRecord>(
    `SELECT move, from_state AS "from", actor_id::text AS "actorId", version,
            sheet_version AS "sheetVersion",
            extract(epoch FROM clock_timestamp() - moved_at)::float8 AS "ageSeconds"
       FROM move WHERE centre_id = $1 AND business_date = $2 ORDER BY number DESC LIMIT 1`,
    [key.centreId, key.businessDate],
  );
  const periodClosed = await isPeriodClosed(sql, key);
  const facts: UndoFacts = { version: opened.version, periodClosed, last: last ?? null };
  return { last: last ?? null, facts, opened, sheetVersion: last?.sheetVersion ?? 0 };
}

const SENTENCES: Record<UndoRefusal, string> = {
  "nothing-to-undo": "The last thing done to this day is not a move that can be undone.",
  "made-by-another": "Someone else made this move.",
  "moved-on": "The day has changed since this move, so it stays.",
  "too-late": "It is too late to undo this move. An approver can reopen the day, with a reason.",
  "period-closed": "The period of this day has been closed since.",
};
