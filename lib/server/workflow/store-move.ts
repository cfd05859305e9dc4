import "server-only";

/** Writes a move that was allowed: the day's state, the move itself, and its audit entry. */
import { MOVE_ACTIONS } from "@/lib/domain/audit/actions";
import type { DayState } from "@/lib/domain/day";
import type { DayKey } from "@/lib/domain/keys";
import type { MoveName } from "@/lib/domain/workflow/workflow";
import { appendAudit } from "../audit/append";
import type { Transaction } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import type { DayHead } from "./day-facts";
import { insertMove } from "./insert-move";
import { type DayVersion, moveToState } from "./open-day";
import { readStanding, type Standing } from "./standing";

type Made = DayKey & { move: MoveName; from: DayHead; to: DayState };
type By = { actorId: string | null; text: string | null; rule?: RuleOfMove };

/** The rule that made the move, of the centre or of a node, and the day's draw beside the rate. */
export type RuleOfMove = {
  scopeId: string;
  version: number;
  samplePercent: number;
  draw: number;
};

/** The caller has locked the day. Returns its new state and version. */
export async function storeMove(tx: Transaction, made: Made, by: By): Promise<DayVersion> {
  const { centreId, businessDate, move, to } = made;
  const key = { centreId, businessDate };
  const settlesChange = move === "acceptance" || move === "reopening";
  const before = toStanding(made.from);
  const moved = await moveToState(tx.sql, key, { opened: made.from, to, settlesChange });
  // An open day follows whatever changed while it was signed: newer sheets, other rules.
  if (move === "reopening") await recomputeDays(tx, [key]);
  const after = move === "reopening" ? await readStanding(tx.sql, key) : moved;
  await insertMove(tx.sql, {
    ...key,
    move,
    from: made.from.state,
    to,
    sheetVersion: signedVersion(made),
    version: after.version,
    text: by.text,
    actorId: by.actorId,
    ...(by.rule === undefined ? {} : { rule: by.rule }),
  });
  await appendAudit(tx.sql, {
    actorId: by.actorId,
    action: MOVE_ACTIONS[move],
    ...key,
    before,
    after: {
      ...after,
      ...(by.text === null ? {} : { text: by.text }),
      ...accepted(made),
      ...(by.rule === undefined ? {} : { rule: by.rule }),
    },
  });
  return { state: after.state, version: after.version };
}

function toStanding({ state, version, sheetVersion, totals }: DayHead): Standing {
  return { state, version, sheetVersion, totals };
}

/** A signature covers the version of the lines; an acceptance or a reopening covers a newer one. */
function signedVersion({ move, from }: Made): number {
  const followsChange = move === "acceptance" || move === "reopening";
  return followsChange ? (from.changedSheetVersion ?? from.sheetVersion) : from.sheetVersion;
}

function accepted(made: Made): { acceptedSheetVersion?: number } {
  return made.move === "acceptance" ? { acceptedSheetVersion: signedVersion(made) } : {};
}
