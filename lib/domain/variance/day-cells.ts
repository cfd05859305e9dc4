/**
 * Arranges the lines of one centre and business date as columns, in the order of the lines, of
 * which sums over many days are made. A cell is null where its line has no such side.
 */
import { SPECIAL_TERMS } from "../cash-sheet";
import { isDrawerLine, type Line, type WaterfallTerm } from "../line";
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
  /** Only cash lines have a float. */
  floats: (Minor | null)[];
  /** Tells whether the difference is just under the tolerance of its line. */
  justUnder: boolean[];
  /**
   * Contains cash sales, and what was paid into or out of the tills; it is null when not provided.
   */
  cashTaken: Minor | null;
  /** What left by deposits and pickups, as a positive amount; null when not provided. */
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
    cashTaken: sumTaken(lines),
    deposited: sumKnown(lines.map(computeDeposited)),
  };
}

/** One till of which it is unknown makes it unknown for the day: a part would be too little. */
function sumTaken(lines: readonly Line[]): Minor | null {
  const taken = lines.filter(isDrawerLine).map(computeTaken);
  return taken.includes(null) ? null : sumKnown(taken);
}

const TAKEN = ["sales", "contributions", "withdrawals", "expenses", ...SPECIAL_TERMS] as const;

/**
 * Without the sales nothing is known of what was taken. Nor is it where an amount that moved is not
 * given, because then nobody knows what stayed.
 */
function computeTaken({ terms, sales }: Line): Minor | null {
  const isUnknown = terms?.some(({ amount, entries }) => amount === null && entries.length > 0);
  if (sales === null || isUnknown === true) return null;
  return sumKnown(TAKEN.map((term) => findAmount(terms, term)));
}

function computeDeposited({ terms }: Line): Minor | null {
  const left = sumKnown([findAmount(terms, "deposits"), findAmount(terms, "pickups")]);
  return left === null ? null : minor(0 - left);
}

function findAmount(terms: readonly WaterfallTerm[] | null, wanted: WaterfallTerm["term"]) {
  return terms?.find(({ term }) => term === wanted)?.amount ?? null;
}

/** Returns null when none is known. */
function sumKnown(amounts: readonly (Minor | null)[]): Minor | null {
  let total: number | null = null;
  for (const amount of amounts) if (amount !== null) total = (total ?? 0) + amount;
  return total === null ? null : minor(total);
}
