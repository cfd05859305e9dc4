/** What stands around a line, gathered once for all the lines of a day. */
import type { CauseLine } from "./cause";
import type { Term } from "./line";

/** An entry of some cash line, with the sign with which it enters; never 0. */
export type AroundEntry = { term: Term; label: string | null; amount: number; line: CauseLine };

export type Around = { lines: readonly CauseLine[]; entries: readonly AroundEntry[] };

export function aroundOf(lines: readonly CauseLine[]): Around {
  return { lines, entries: lines.flatMap(entriesOf) };
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

export function isSameEntry(one: AroundEntry, other: AroundEntry): boolean {
  return one.amount === other.amount && isSameLabel(one, other);
}

export function isSameLabel(one: AroundEntry, other: AroundEntry): boolean {
  return one.term === other.term && one.label === other.label;
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
