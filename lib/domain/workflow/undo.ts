/**
 * Decides whether a move may be undone: by whoever made it, for a moment, and only while nothing
 * else has happened to the day. An undone move leaves the day as it was before, so that four eyes
 * are judged as if it had not been made. A move back or an acceptance has a reason, and stands.
 */
import type { DayState } from "../day";
import type { MoveName } from "./workflow";

/** A screen offers the undo for this long. */
export const UNDO_SHOWN_SECONDS = 10;
/**
 * The server accepts it for longer, because many days move one after the other, and because the
 * offer stays on the screen while somebody is reading it or has focus in it.
 */
export const UNDO_SECONDS_MAX = 60;

const UNDOABLE_MOVES = ["review", "approval", "closure"] as const satisfies MoveName[];

export type UndoableMove = (typeof UNDOABLE_MOVES)[number];

/** A row of the history of a day: a move, or that the move before it was undone. */
export const MOVE_ROWS = [
  "review",
  "approval",
  "closure",
  "reopening",
  "acceptance",
  "undo",
] as const satisfies (MoveName | "undo")[];
export type MoveRow = (typeof MOVE_ROWS)[number];

export const UNDO_REFUSALS = [
  "nothing-to-undo",
  "made-by-another",
  "moved-on",
  "too-late",
  "period-closed",
] as const;
export type UndoRefusal = (typeof UNDO_REFUSALS)[number];

export type UndoFacts = {
  /** The version of the day now. */
  version: number;
  periodClosed: boolean;
  /** The last row of the day's history; null when it has none. */
  last: {
    move: MoveRow;
    from: DayState;
    /** Null when a rule made the move. */
    actorId: string | null;
    /** The version that this move gave the day; null when it was made before versions were kept. */
    version: number | null;
    ageSeconds: number;
  } | null;
};

export type UndoDecision =
  | { to: DayState; move: MoveName; refused: null }
  | { refused: UndoRefusal };

/** `version` is the one that the move returned to whoever wants to undo it. */
export function decideUndo(
  { version: current, periodClosed, last }: UndoFacts,
  { actorId, version }: { actorId: string; version: number },
): UndoDecision {
  if (last === null || !isUndoable(last.move)) return { refused: "nothing-to-undo" };
  if (last.version !== version || current !== version) return { refused: "moved-on" };
  if (last.actorId !== actorId) return { refused: "made-by-another" };
  if (last.ageSeconds > UNDO_SECONDS_MAX) return { refused: "too-late" };
  if (periodClosed) return { refused: "period-closed" };
  return { to: last.from, move: last.move, refused: null };
}

export function isUndoable(move: MoveRow): move is UndoableMove {
  return UNDOABLE_MOVES.some((each) => each === move);
}

/** Lists the moves in force since the day was last reopened. `rows` are in their order. */
export function listSignatures<Row extends { move: MoveRow }>(rows: readonly Row[]) {
  const inForce = listMovesInForce(rows);
  return inForce.slice(inForce.findLastIndex(({ move }) => move === "reopening") + 1);
}

/** Leaves out what was undone, and the undoing. `rows` are in their order. */
export function listMovesInForce<Row extends { move: MoveRow }>(
  rows: readonly Row[],
): (Row & { move: MoveName })[] {
  const inForce: Row[] = [];
  for (const row of rows) {
    if (row.move === "undo") inForce.pop();
    else inForce.push(row);
  }
  return inForce as (Row & { move: MoveName })[];
}
