/** Lines with a difference, for the tests of the likely causes. */
import type { CauseDayLine } from "@/lib/domain/causes/likely-causes";
import { TERMS, type WaterfallTerm } from "@/lib/domain/line";
import { minor } from "@/lib/domain/money";

export const EURO = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000,
];
/** The day whose causes are tested. */
const DAY = "2026-11-22";

/** The arguments are the expected amount and the difference in cents; the float is 200.00. */
export function cashLine(expected: number, difference: number, rest: Partial<CauseDayLine> = {}) {
  return {
    shiftId: "evening",
    tillId: "T2",
    tenderId: "CASH",
    tenderKind: "cash" as const,
    businessDate: DAY,
    expected: minor(expected),
    counted: minor(expected + difference),
    difference: minor(difference),
    terms: termsOf({ float: 20_000 }),
    denominations: null,
    tolerance: minor(200),
    agreedFloat: null,
    ...rest,
  };
}

export function cardLine(expected: number, difference: number, rest: Partial<CauseDayLine> = {}) {
  const position = { tenderId: "CARD", tenderKind: "card" as const, terms: null };
  return cashLine(expected, difference, { ...position, tolerance: minor(0), ...rest });
}

type Moved = Partial<
  Record<Exclude<WaterfallTerm["term"], "float">, [label: string, amount: number][]>
>;

export function termsOf({ float, ...moved }: { float: number | null } & Moved): WaterfallTerm[] {
  return TERMS.map((term) => {
    if (term === "float")
      return { term, amount: float === null ? null : minor(float), entries: [] };
    const entries = (moved[term] ?? []).map(([label, amount]) => ({
      label,
      amount: minor(amount),
    }));
    return { term, amount: minor(entries.reduce((all, { amount }) => all + amount, 0)), entries };
  });
}
