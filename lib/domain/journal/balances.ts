/** Adds up entries: what each account changes by, and what an entry moves. */
import { type Minor, minor, negate, sum } from "../money";
import type { JournalEntry, Posting } from "./posting";

/** Debits less credits, by account; the accounts are sorted, and those at 0 are left out. */
export function computeBalances(postings: Iterable<Posting>): Map<string, Minor> {
  const balances = new Map<string, Minor>();
  const add = (account: string, amount: number) =>
    balances.set(account, minor((balances.get(account) ?? 0) + amount));
  for (const { debit, credit, amount } of postings) {
    add(debit, amount);
    add(credit, negate(amount));
  }
  return new Map(
    [...balances]
      .filter(([, amount]) => amount !== 0)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** One side of an entry as most accounting programs have it. */
export type EntryLine = {
  account: string;
  /** Of debit and credit, one is null. */
  debit: Minor | null;
  credit: Minor | null;
  tax: string | null;
  purpose: Posting["purpose"];
  detail: string | null;
};

export function listEntryLines({ postings }: Pick<JournalEntry, "postings">): EntryLine[] {
  return postings.flatMap(({ debit, credit, amount, purpose, detail, debitTax, creditTax }) => [
    { account: debit, debit: amount, credit: null, tax: debitTax, purpose, detail },
    { account: credit, debit: null, credit: amount, tax: creditTax, purpose, detail },
  ]);
}

/** What an entry moves: the sum of its debits, which is that of its credits. */
export function computeTotal(postings: readonly Posting[]): Minor {
  return sum(postings.map(({ amount }) => amount));
}
