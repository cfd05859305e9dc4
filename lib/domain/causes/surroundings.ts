/** What stands around a line, gathered once for all the lines of a day. */
import type { CauseLine } from "./cause";
import type { Term } from "../line";

/** An entry of some cash line, with the sign with which it enters; never 0. */
export type AroundEntry = { term: Term; label: string | null; amount: number; line: CauseLine };

/** The same entry, wherever it was seen, and how often in each till and shift. */
export type UsualEntry = { entry: AroundEntry; times: number; timesAt: Map<string, number> };

export type Around = {
  lines: readonly CauseLine[];
  /** Of those lines, by `entryKey`. */
  entries: ReadonlyMap<string, AroundEntry[]>;
  usual: readonly UsualEntry[];
};

/** `earlier` lines tell what is usual, and nothing else. */
export function aroundOf(lines: readonly CauseLine[], earlier: readonly CauseLine[] = []): Around {
  const entries = lines.flatMap(entriesOf);
  return {
    lines,
    entries: byKey(entries),
    usual: usualOf([...earlier.flatMap(entriesOf), ...entries]),
  };
}

function byKey(entries: readonly AroundEntry[]): Map<string, AroundEntry[]> {
  const groups = new Map<string, AroundEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entryKey(entry));
    if (group === undefined) groups.set(entryKey(entry), [entry]);
    else group.push(entry);
  }
  return groups;
}

/** The last that was seen stands for all of them. */
function usualOf(entries: readonly AroundEntry[]): UsualEntry[] {
  const usual = new Map<string, UsualEntry>();
  for (const entry of entries) {
    const key = entryKey(entry);
    const { times = 0, timesAt = new Map<string, number>() } = usual.get(key) ?? {};
    const place = tillShiftOf(entry.line);
    timesAt.set(place, (timesAt.get(place) ?? 0) + 1);
    usual.set(key, { entry, times: times + 1, timesAt });
  }
  return [...usual.values()];
}

/** The same for entries of one label and amount, wherever they stand. */
export function entryKey(entry: AroundEntry): string {
  return `${entry.amount}\u0000${labelKey(entry)}`;
}

export function labelKey({ term, label }: AroundEntry): string {
  // An absent label is not an empty one.
  return label === null ? term : `${term}\u0000${label}`;
}

export function tillShiftOf({ tillId, shiftId }: CauseLine): string {
  return `${tillId}\u0000${shiftId}`;
}

/** What was moved; the sales and the float are no entries that somebody made. */
export function entriesOf(line: CauseLine): AroundEntry[] {
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
  return one.businessDate === other.businessDate && isSamePlace(one, other);
}

function isSamePlace(one: CauseLine, other: CauseLine): boolean {
  return (
    one.shiftId === other.shiftId && one.tillId === other.tillId && one.tenderId === other.tenderId
  );
}
