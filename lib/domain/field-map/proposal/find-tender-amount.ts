/**
 * Finds which amount of a tender is the one that was taken, and not the one that somebody counted
 * or the difference of the two: it adds up to the sales of the register shift.
 */
import { sumPerParent } from "./amounts";
import { amountsIn, ask, byName, chooseColumn, type Draft, ignore, lastWordsOf } from "./draft";
import { FIGURE_PHRASES, TENDER_PHRASES } from "./lexicon-money";
import { scoreWords } from "./lexicon";
import type { Reason } from "./proposal";
import { type Column, pathOfColumn, pathOfTable, type Table } from "./survey";

/** A figure of the register shift that amounts may add up to. */
export type Figure = { column: Column; values: readonly (number | null)[]; isGross: boolean };

type Meaning = keyof typeof TENDER_PHRASES | "tax" | "unknown";
type Candidate = { column: Column; meaning: Meaning; score: number; total: Figure | null };

const GROUPS = { ...TENDER_PHRASES, tax: FIGURE_PHRASES.tax };
const FIT_MIN = 0.5;

/** `parentRows` say which register shift each record belongs to. */
export function chooseTenderAmount(
  draft: Draft,
  table: Table,
  {
    columns,
    figures,
    parentRows,
    size,
  }: {
    columns: readonly Column[];
    figures: readonly Figure[];
    parentRows: readonly number[];
    size: number;
  },
): Column | null {
  const candidates = columns.flatMap((column): Candidate[] => {
    const amounts = amountsIn(draft, column);
    if (amounts === null) return [];
    const sums = sumPerParent(amounts.values, parentRows, size);
    const equal = figures.filter(({ values }) => {
      return !amounts.isZero && sums.every((sum, row) => values[row] === sum);
    });
    const total = equal.find(({ isGross }) => isGross) ?? equal[0] ?? null;
    return [{ column, total, ...nameAmount(column) }];
  });
  const money = candidates.filter(
    ({ meaning }) => meaning !== "quantity" && meaning !== "unitValue",
  );
  const chosen = pickAmount(draft, money, figures);
  if (chosen === null) {
    if (table.size > 0) ask(draft, "not-found", pathOfTable(table), { field: "tenderAmount" });
    return null;
  }
  const alternatives = money
    .filter((each) => each !== chosen)
    .map(({ column }) => ({
      alias: column.keys.join("."),
      confidence: 0.2,
      reason: byName(column),
    }));
  chooseColumn(draft, "tenderAmount", chosen.column, {
    confidence: chosen.total === null ? 0.8 : 0.95,
    reason: reasonFor(chosen, size),
    alternatives,
  });
  for (const { column, meaning } of candidates) {
    if (meaning !== "unknown" && column !== chosen.column) ignore(draft, column);
  }
  explainDifferences(draft, candidates);
  return chosen.column;
}

function reasonFor({ column, total }: Candidate, of: number): Reason {
  if (total === null) return byName(column);
  return { code: "adds-up", facts: { matched: of, of, total: total.column.keys.join(".") } };
}

function nameAmount(column: Column): { meaning: Meaning; score: number } {
  let best: { meaning: Meaning; score: number } = { meaning: "unknown", score: FIT_MIN };
  for (const meaning of Object.keys(GROUPS) as (keyof typeof GROUPS)[]) {
    const words = lastWordsOf(column);
    const score = scoreWords(words, GROUPS[meaning]) - (meaning === "amount" ? 0.1 : 0);
    if (score > best.score) best = { meaning, score };
  }
  return best;
}

/** Names that agree with the sums, sums alone, or names alone; anything else is asked about. */
function pickAmount(
  draft: Draft,
  money: readonly Candidate[],
  figures: readonly Figure[],
): Candidate | null {
  const adding = money.filter(({ total }) => total !== null);
  const likely = (each: Candidate) => each.meaning === "theoretical" || each.meaning === "amount";
  const never = (each: Candidate) => each.meaning === "declared" || each.meaning === "difference";
  const [only] = money;
  if (only === undefined) return null;
  if (money.length === 1) {
    if (never(only)) askWhich(draft, only, only);
    if (only.total === null && figures.some(({ isGross }) => isGross)) {
      ask(draft, "does-not-add-up", pathOfColumn(only.column), { field: "tenderAmount" });
    }
    if (only.meaning === "unknown" && only.total === null) askWhich(draft, only, only);
    return only;
  }
  const theoretical = money.filter(({ meaning }) => meaning === "theoretical");
  const named = theoretical.length > 0 ? theoretical : money.filter(likely);
  const [first, second] = named;
  const isNamedAlone = first !== undefined && second === undefined;
  if (isNamedAlone && first.total !== null) return first;
  const [adds, alsoAdds] = adding;
  if (adds !== undefined && alsoAdds === undefined && !never(adds)) return adds;
  const open = money.filter((each) => !never(each));
  if (isNamedAlone && open.length === 1 && !figures.some(({ isGross }) => isGross)) return first;
  // All others are known to be something else.
  const [left, another] = open;
  if (left !== undefined && another === undefined && left.total !== null) return left;
  const guess = adding.find(likely) ?? adds ?? first ?? only;
  askWhich(draft, guess, money.find((each) => each !== guess) ?? guess);
  return guess;
}

function askWhich(draft: Draft, first: Candidate, second: Candidate): void {
  ask(draft, "uncertain", pathOfColumn(first.column), {
    field: "tenderAmount",
    first: first.column.keys.join("."),
    second: second.column.keys.join("."),
  });
}

/** A column that is the difference of two others in every record says nothing new. */
function explainDifferences(draft: Draft, candidates: readonly Candidate[]): void {
  const values = candidates.map(({ column }) => amountsIn(draft, column)?.values ?? []);
  for (const [index, { column, meaning }] of candidates.entries()) {
    if (meaning !== "unknown" || draft.explained.has(column)) continue;
    const own = values[index] ?? [];
    const isDifference = values.some((left, l) =>
      values.some((right, r) => {
        if (l === index || r === index || l === r || own.every((value) => value === 0))
          return false;
        return own.every((value, row) => value === (left[row] ?? 0) - (right[row] ?? 0));
      }),
    );
    if (isDifference) ignore(draft, column);
  }
}
