/** What stands around a line, gathered once for all the lines of a day. */
import type { CauseLine } from "./cause";
import type { Term } from "../line";

/** An entry of some cash line, with the sign with which it enters; never 0. */
export type SurroundingEntry = {
  term: Term;
  label: string | null;
  amount: number;
  line: CauseLine;
};

/** The same entry, wherever it was seen, and how often in each till and shift. */
export type UsualEntry = { entry: SurroundingEntry; times: number; timesAt: Map<string, number> };

export type Surroundings = {
  lines: readonly CauseLine[];
  /** Of those lines, by `entryKey`. */
  entries: ReadonlyMap<string, SurroundingEntry[]>;
  usual: readonly UsualEntry[];
};

/** `earlier` lines tell what is usual, and nothing else. */
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

/** The last that was seen stands for all of them. */
function findUsualEntries(entries: readonly SurroundingEntry[]): UsualEntry[] {
  const usual = new Map<string, UsualEntry>();
  for (const entry of entries) {
    const key = entryKey(entry);
    const { times = 0, timesAt = new Map<string, number>() } = usual.get(key) ?? {};
    const tillShift = tillShiftKey(entry.line);
    timesAt.set(tillShift, (timesAt.get(tillShift) ?? 0) + 1);
    usual.set(key, { entry, times: times + 1, timesAt });
  }
  return [...usual.values()];
}

/** The same for entries of one label and amount, wherever they stand. */
export function entryKey(entry: SurroundingEntry): string {
  return `${entry.amount}\u0000${labelKey(entry)}`;
}

export function labelKey({ term, label }: SurroundingEntry): string {
  // An absent label is not an empty one.
  return label === null ? term : `${term}\u0000${label}`;
}

export function tillShiftKey({ tillId, shiftId }: CauseLine): string {
  return `${tillId}\u0000${shiftId}`;
}

/** What was moved; the sales and the float are no entries that somebody made. */
export function listEntries(line: CauseLine): SurroundingEntry[] {
  return (line.terms ?? []).flatMap(({ term, entries }) =>
    term === "float" || term === "sales"
      ? []
      : entries
          .filter(({ amount }) => amount !== 0)
          .map(({ label, amount }) => ({ term, label, amount, line })),
  );
}

/** Whether every piece was counted, so that nobody typed a total. */
export function isItemised({ denominations, counted }: CauseLine): boolean {
  const pieces = denominations ?? [];
  return (
    counted !== 0 &&
    counted === pieces.reduce((total, { valueMinor, quantity }) => total + valueMinor * quantity, 0)
  );
}

/** Asked by place, not by identity: a caller may have read the line twice. */
export function isSameLine(one: CauseLine, other: CauseLine): boolean {
  return one.businessDate === other.businessDate && isSamePosition(one, other);
}

function isSamePosition(one: CauseLine, other: CauseLine): boolean {
  return (
    one.shiftId === other.shiftId && one.tillId === other.tillId && one.tenderId === other.tenderId
  );
}
