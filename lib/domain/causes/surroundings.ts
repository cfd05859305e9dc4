/** The entries and lines around a line, gathered once for all the lines of a day. */
import type { CauseLine } from "./cause";
import { formatTillKey, isSamePosition } from "../keys";
import type { Term } from "../line";

/** This is an entry of a cash line, with its sign in the sum; it is never 0. */
export type SurroundingEntry = {
  term: Term;
  label: string | null;
  amount: number;
  line: CauseLine;
};

/** The same entry wherever it occurred, and how often in each till and shift. */
type UsualEntry = { entry: SurroundingEntry; times: number; timesAt: Map<string, number> };

export type Surroundings = {
  lines: readonly CauseLine[];
  /** Groups the entries of those lines by `entryKey`. */
  entries: ReadonlyMap<string, SurroundingEntry[]>;
  usual: readonly UsualEntry[];
};

/** `earlier` lines show what is usual, and nothing else. */
export function gatherSurroundings(
  lines: readonly CauseLine[],
  earlier: readonly CauseLine[] = [],
): Surroundings {
  const entries = lines.flatMap(listEntries);
  return {
    lines,
    entries: byKey(entries),
    usual: findUsualEntries([...earlier.flatMap(listEntries), ...entries]),
  };
}

function byKey(entries: readonly SurroundingEntry[]): Map<string, SurroundingEntry[]> {
  const groups = new Map<string, SurroundingEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entryKey(entry));
    if (group === undefined) groups.set(entryKey(entry), [entry]);
    else group.push(entry);
  }
  return groups;
}

/** The last occurrence represents all of them. */
function findUsualEntries(entries: readonly SurroundingEntry[]): UsualEntry[] {
  const usual = new Map<string, UsualEntry>();
  for (const entry of entries) {
    const key = entryKey(entry);
    const { times = 0, timesAt = new Map<string, number>() } = usual.get(key) ?? {};
    const tillShift = formatTillKey(entry.line);
    timesAt.set(tillShift, (timesAt.get(tillShift) ?? 0) + 1);
    usual.set(key, { entry, times: times + 1, timesAt });
  }
  return [...usual.values()];
}

/** The key is equal for entries of one label and amount on any line. */
export function entryKey(entry: SurroundingEntry): string {
  return `${entry.amount}\u0000${labelKey(entry)}`;
}

export function labelKey({ term, label }: SurroundingEntry): string {
  // An absent label differs from an empty one.
  return label === null ? term : `${term}\u0000${label}`;
}

/** Lists what was moved: the sales and the float are not entries that somebody made. */
export function listEntries(line: CauseLine): SurroundingEntry[] {
  return (line.terms ?? []).flatMap(({ term, entries }) =>
    term === "float" || term === "sales"
      ? []
      : entries.flatMap(({ label, amount }) =>
          amount === null || amount === 0 ? [] : [{ term, label, amount, line }],
        ),
  );
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
