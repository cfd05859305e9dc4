/**
 * Lists what happened to money on a closed day, as facts that can be posted one by one. A fact is
 * positive when money came to where the tender is settled. Together the facts of a line lead from
 * the float that was in the drawer to what is in it without the float that stays:
 *
 *   movements + difference                 = counted − float
 *   movements + difference + float change  = counted − what stays in the till
 *
 * Where nobody counted, what was expected stands for what was counted.
 */
import type { TenderKind } from "../cash-sheet";
import { isDrawerLine, type Line, type WaterfallTerm } from "../line";
import { type Minor, minor } from "../money";
import type { AccountQuestion } from "./account-rule";
import { TERM_PURPOSES, type Purpose } from "./purpose";

export type ClosedLine = Pick<
  Line,
  "tenderId" | "tenderName" | "tenderKind" | "expected" | "counted" | "terms"
> & {
  /** The code of the reason that explains the line; null without one. */
  reason: string | null;
  /** What the count left in the till for the next shift; null when it does not say. */
  floatLeft: Minor | null;
};

export type Fact = AccountQuestion & {
  purpose: Exclude<Purpose, "settlement">;
  tenderName: string | null;
  amount: Minor;
};

export function listFacts(lines: readonly ClosedLine[]): Fact[] {
  return lines.flatMap(listLineFacts);
}

function listLineFacts(line: ClosedLine): Fact[] {
  const movements = line.terms === null ? soldFacts(line) : dividedFacts(line, line.terms);
  const facts = [...movements, ...differenceFacts(line, movements), ...floatFacts(line)];
  return facts.filter(({ amount }) => amount !== 0);
}

/** Any tender but cash is expected as it was sold, unless it is money of somebody else. */
function soldFacts(line: ClosedLine): Fact[] {
  const purpose = (line.tenderKind === null ? null : OWED_BY_KIND[line.tenderKind]) ?? "sales";
  return line.expected === null ? [] : [newFact(line, purpose, line.expected)];
}

const OWED_BY_KIND: Partial<Record<TenderKind, Fact["purpose"]>> = {
  tip: "tips",
  "gift-card-sale": "gift-cards",
};

/**
 * Of a tender whose amount includes an unknown tip, nobody knows what was sold. What is left of it
 * is then posted as unreported, and never as a sale.
 */
function dividedFacts(line: ClosedLine, terms: readonly WaterfallTerm[]): Fact[] {
  const facts = terms.flatMap(termFacts(line));
  if (isDrawerLine(line) || line.expected === null) return facts;
  const known = facts.reduce((total, { amount }) => total + amount, 0);
  return [...facts, newFact(line, "unreported", minor(line.expected - known))];
}

/** An entry without an amount is left out: what is unknown of it is in the difference. */
function termFacts(line: ClosedLine): (term: WaterfallTerm) => Fact[] {
  return ({ term, amount, entries }) => {
    if (term === "float") return [];
    const purpose = TERM_PURPOSES[term];
    if (entries.length === 0 || purpose === "sales") {
      return amount === null ? [] : [newFact(line, purpose, amount)];
    }
    return entries.flatMap((entry) =>
      entry.amount === null
        ? []
        : [{ ...newFact(line, purpose, entry.amount), label: entry.label }],
    );
  };
}

function differenceFacts(line: ClosedLine, movements: readonly Fact[]): Fact[] {
  const { counted, expected, reason } = line;
  if (counted === null) return [];
  if (expected !== null) {
    const gap = minor(counted - expected);
    return [{ ...newFact(line, gap < 0 ? "short" : "over", gap), reason }];
  }
  const known = movements.reduce(
    (total, { amount }) => minor(total + amount),
    findOpeningFloat(line) ?? minor(0),
  );
  return [{ ...newFact(line, "unreported", minor(counted - known)), reason }];
}

/** What a count keeps back for the next shift is no cash on hand any more, and the reverse. */
function floatFacts(line: ClosedLine): Fact[] {
  const { counted, floatLeft } = line;
  const opening = findOpeningFloat(line);
  if (counted === null || floatLeft === null || opening === null) return [];
  return [newFact(line, "float", minor(opening - floatLeft))];
}

function findOpeningFloat({ terms }: ClosedLine): Minor | null {
  return terms?.find(({ term }) => term === "float")?.amount ?? null;
}

function newFact(
  { tenderId, tenderName, tenderKind }: ClosedLine,
  purpose: Fact["purpose"],
  amount: Minor,
): Fact {
  return { purpose, tenderId, tenderName, tenderKind, label: null, reason: null, amount };
}
