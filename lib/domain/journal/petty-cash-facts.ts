/**
 * Lists what happened in a closed petty cash period, as facts that can be posted one by one. A fact
 * is positive when cash came into the fund; together they are what the balance changed by. A
 * reversal is the facts of what it reverses with the opposite sign, so that it is exact.
 */
import { type Minor, minor, negate } from "../money";
import type { CashSource, EntryKind } from "../petty-cash/fund";
import type { Fact } from "./day-facts";

export type BookedEntry = {
  kind: EntryKind;
  amount: Minor;
  expenseType: string | null;
  source: CashSource | null;
  reason: string | null;
  vat: readonly { ratePpm: number; vatMinor: number; grossMinor: number }[] | null;
};

/** The original is that of a reversal; null for any other entry. */
export function listPettyCashFacts(entry: BookedEntry, original: BookedEntry | null): Fact[] {
  if (original === null) return listEntryFacts(entry).filter(({ amount }) => amount !== 0);
  return listPettyCashFacts(original, null).map((fact) => ({
    ...fact,
    amount: negate(fact.amount),
  }));
}

function listEntryFacts({ kind, amount, expenseType, source, reason, vat }: BookedEntry): Fact[] {
  switch (kind) {
    case "receipt":
      return (vat ?? []).flatMap(({ ratePpm, grossMinor, vatMinor }) => [
        newFact("petty-cash-expenses", minor(vatMinor - grossMinor), { label: expenseType }),
        newFact("petty-cash-vat", minor(-vatMinor), { label: formatRate(ratePpm) }),
      ]);
    case "top-up":
    case "return":
      return [newFact("petty-cash-transfers", amount, { label: source })];
    case "difference":
      return [newFact(amount < 0 ? "petty-cash-short" : "petty-cash-over", amount, { reason })];
    case "reversal":
      return [];
  }
}

/** A rule singles out a rate by this text, such as "21" or "5.5". */
function formatRate(ratePpm: number): string {
  return String(ratePpm / 10_000);
}

/** Petty cash has no tender; the fund stands where other facts name one. */
function newFact(
  purpose: Fact["purpose"],
  amount: Minor,
  { label = null, reason = null }: { label?: string | null; reason?: string | null },
): Fact {
  const tender = { tenderId: "petty-cash", tenderName: null, tenderKind: null };
  return { purpose, ...tender, label, reason, amount };
}
