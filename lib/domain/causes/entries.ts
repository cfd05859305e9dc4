/** The entries of cash lines: what was moved into and out of a till. */
import { isDrawerLine, type Term } from "../line";
import type { CauseLine } from "./cause";

/** This is an entry of a cash line, with its sign in the sum; it is never 0. */
export type SurroundingEntry = {
  term: Term;
  label: string | null;
  amount: number;
  line: CauseLine;
};

/** Lists what was moved: the sales and the float are not entries that somebody made. */
export function listEntries(line: CauseLine): SurroundingEntry[] {
  const found: SurroundingEntry[] = [];
  if (!isDrawerLine(line)) return found;
  // Weeks of lines are read at once, and most of their terms are empty.
  for (const { term, entries } of line.terms ?? []) {
    if (term === "float" || term === "sales") continue;
    for (const { label, amount } of entries) {
      if (amount !== null && amount !== 0) found.push({ term, label, amount, line });
    }
  }
  return found;
}

/** The key is equal for entries of one label and amount on any line. */
export function entryKey(entry: SurroundingEntry): string {
  return `${entry.amount}\u0000${labelKey(entry)}`;
}

export function labelKey({ term, label }: SurroundingEntry): string {
  // An absent label differs from an empty one.
  return label === null ? term : `${term}\u0000${label}`;
}
