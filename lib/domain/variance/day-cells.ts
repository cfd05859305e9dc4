/**
 * The lines of one centre and business date as columns, in the order of the lines: what sums over
 * many days are made of. A cell is null where its line has no such side.
 */
import type { Line, WaterfallTerm } from "../line";
import { type Minor, minor } from "../money";
import { isJustUnder } from "./just-under-tolerance";

export type DayCells = {
  shiftIds: string[];
  tillIds: string[];
  tenderIds: string[];
  expected: (Minor | null)[];
  counted: (Minor | null)[];
  sales: (Minor | null)[];
  verdicts: Line["verdict"][];
  /** Of cash lines alone. */
  floats: (Minor | null)[];
  /** Whether the difference lies just under the tolerance of its line. */
  justUnder: boolean[];
  /** Cash sales, and what was put into or paid out of the tills; null: not provided. */
  cashTaken: Minor | null;
  /** Taken to the bank, as a positive amount; null: not provided. */
  deposited: Minor | null;
};

export function buildDayCells(lines: readonly Line[]): DayCells {
  return {
    shiftIds: lines.map((line) => line.shiftId),
    tillIds: lines.map((line) => line.tillId),
    tenderIds: lines.map((line) => line.tenderId),
    expected: lines.map((line) => line.expected),
    counted: lines.map((line) => line.counted),
    sales: lines.map((line) => line.sales),
    verdicts: lines.map((line) => line.verdict),
    floats: lines.map(({ terms }) => findAmount(terms, "float")),
    justUnder: lines.map(isJustUnder),
    cashTaken: sumKnown(lines.map(computeTaken)),
    deposited: sumKnown(lines.map(computeDeposited)),
  };
}

/** Without the sales nothing is known of what was taken. */
function computeTaken({ terms, sales }: Line): Minor | null {
  if (sales === null) return null;
  const parts = (["sales", "contributions", "withdrawals", "expenses"] as const).map((term) =>
    findAmount(terms, term),
  );
  return sumKnown(parts);
}

function computeDeposited({ terms }: Line): Minor | null {
  const amount = findAmount(terms, "deposits");
  return amount === null ? null : minor(0 - amount);
}

function findAmount(terms: readonly WaterfallTerm[] | null, wanted: WaterfallTerm["term"]) {
  return terms?.find(({ term }) => term === wanted)?.amount ?? null;
}

/** Null when none is known. */
function sumKnown(amounts: readonly (Minor | null)[]): Minor | null {
  let total: number | null = null;
  for (const amount of amounts) if (amount !== null) total = (total ?? 0) + amount;
  return total === null ? null : minor(total);
}
