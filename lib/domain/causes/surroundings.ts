/** The entries and lines around a line, gathered and indexed once for all the lines of a day. */
import type { CauseKind, CauseLine } from "./cause";
import { entryKey, listEntries, type SurroundingEntry } from "./entries";
import { groupBy } from "../group-by";
import { comparePositions, isSamePosition } from "../keys";
import type { Term } from "../line";
import { indexMisplaced, type MisplacedIndex } from "./misplaced-index";
import { indexUsual, type UsualIndex } from "./usual-index";

export type Surroundings = {
  misplaced: MisplacedIndex;
  /** Groups the entries of the lines by `entryKey`. */
  entries: ReadonlyMap<string, SurroundingEntry[]>;
  usual: UsualIndex;
};

/** The kinds of cause of an entry: it is missing in Cashrec, or is there twice. */
export const ENTRY_KINDS: Partial<Record<Term, { missing: CauseKind; twice: CauseKind }>> = {
  contributions: { missing: "movement-missing", twice: "movement-twice" },
  withdrawals: { missing: "movement-missing", twice: "movement-twice" },
  expenses: { missing: "expense-missing", twice: "expense-twice" },
  deposits: { missing: "deposit-missing", twice: "deposit-twice" },
  pickups: { missing: "deposit-missing", twice: "deposit-twice" },
};

/**
 * Lines of `date` are asked about; `earlier` lines, of dates before all others, show what is usual,
 * and nothing else. Of what is as likely the first by date and position is named, in whatever order
 * the lines are. It yields after each step, because the days of a large centre take a while.
 */
export function* gatherSurroundings(
  date: string,
  lines: readonly CauseLine[],
  earlier: readonly CauseLine[] = [],
): Generator<undefined, Surroundings> {
  const sorted = lines.toSorted(compareLines);
  const misplaced = indexMisplaced(sorted, date);
  yield;
  const entries = sorted.flatMap(listEntries);
  const usual = [...earlier.toSorted(compareLines).flatMap(listEntries), ...entries];
  yield;
  return {
    misplaced,
    entries: groupBy(entries, entryKey),
    usual: indexUsual(usual, (term) => ENTRY_KINDS[term]?.missing),
  };
}

function compareLines(one: CauseLine, other: CauseLine): number {
  if (one.businessDate === other.businessDate) return comparePositions(one, other);
  return one.businessDate < other.businessDate ? -1 : 1;
}

export function gatherAtOnce(...given: Parameters<typeof gatherSurroundings>): Surroundings {
  const steps = gatherSurroundings(...given);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Tells whether every piece was counted, so that nobody typed a total. */
export function isItemised({ denominations, counted }: CauseLine): boolean {
  const pieces = denominations ?? [];
  return (
    counted !== 0 &&
    counted === pieces.reduce((total, { valueMinor, quantity }) => total + valueMinor * quantity, 0)
  );
}

/** Compares by position and not by identity, because a caller may have read the line twice. */
export function isSameLine(one: CauseLine, other: CauseLine): boolean {
  return one.businessDate === other.businessDate && isSamePosition(one, other);
}
