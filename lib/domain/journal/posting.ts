/**
 * What the books receive. A posting moves one positive amount from the account that it credits to
 * the account that it debits, so that no entry can be out of balance.
 */
import type { Minor } from "../money";
import type { Purpose } from "./purpose";

export type Posting = {
  debit: string;
  credit: string;
  amount: Minor;
  purpose: Purpose | "vat";
  /** The tender, the label of the expense or the code of the reason; null where there is none. */
  detail: string | null;
  debitTax: string | null;
  creditTax: string | null;
};

/** The entry of one closed day, or its exact reversal. */
export type JournalEntry = {
  /** 1, 2, 3 and on within a legal entity, through all batches. */
  number: number;
  centreId: string;
  centreName: string;
  businessDate: string;
  currency: string;
  /** The number of the entry that this one reverses; null for an entry of a day. */
  reverses: number | null;
  postings: readonly Posting[];
};

/** Reverses postings exactly: the same amounts, the other way round. */
export function reversePostings(postings: readonly Posting[]): Posting[] {
  return postings.map(({ debit, credit, debitTax, creditTax, ...rest }) => ({
    ...rest,
    debit: credit,
    credit: debit,
    debitTax: creditTax,
    creditTax: debitTax,
  }));
}
