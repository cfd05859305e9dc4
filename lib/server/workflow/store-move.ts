import "server-only";

/** Writes a move that was allowed: the day's state, the move itself, and its audit entry. */
import { MOVE_ACTIONS } from "@/lib/domain/audit/actions";
import type { DayState } from "@/lib/domain/day";
import type { DayKey } from "@/lib/domain/keys";
import type { MoveName } from "@/lib/domain/workflow/workflow";
import { appendAudit } from "../audit/append";
import type { Sql, Transaction } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import type { DayHead } from "./day-facts";
import { insertMove } from "./insert-move";
import { type DayVersion, moveToState } from "./open-day";

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
  const [before, , moved] = await Promise.all([
    readStanding(tx.sql, key),
    moveToState(tx.sql, key, { opened: made.from, to, settlesChange }),
    readStanding(tx.sql, key),
  ]);
  // An open day follows whatever changed while it was signed: newer sheets, other rules.
  if (move === "reopening") await recomputeDays(tx, [key]);
  const after = move === "reopening" ? await readStanding(tx.sql, key) : moved;
  const inserted = insertMove(tx.sql, {
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
  const appended = appendAudit(tx.sql, {
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
  await Promise.all([inserted, appended]);
  return { state: after.state, version: after.version };
}

/** A signature covers the version of the lines; an acceptance or a reopening covers a newer one. */
function signedVersion({ move, from }: Made): number {
  const followsChange = move === "acceptance" || move === "reopening";
  return followsChange ? (from.changedSheetVersion ?? from.sheetVersion) : from.sheetVersion;
}

function accepted(made: Made): { acceptedSheetVersion?: number } {
  return made.move === "acceptance" ? { acceptedSheetVersion: signedVersion(made) } : {};
}

export type Standing = {
  state: DayState;
  version: number;
  sheetVersion: number;
  totals: Record<string, number>;
};

/** Reads what an audit entry of a move states about the day. */
export async function readStanding(
  sql: Sql,
  { centreId, businessDate }: DayKey,
): Promise<Standing> {
  const [row] = await sql<Standing>(
    `SELECT state, version, sheet_version AS "sheetVersion",
            json_build_object('expectedMinor', expected_minor, 'countedMinor', counted_minor,
              'shortMinor', short_minor, 'overMinor', over_minor,
              'uncountedMinor', uncounted_minor, 'unexpectedMinor', unexpected_minor) AS totals
       FROM reconciliation WHERE centre_id = $1 AND business_date = $2`,
    [centreId, businessDate],
  );
  if (row === undefined) throw new Error("A day that moves is there");
  return row;
}
