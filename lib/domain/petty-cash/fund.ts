/**
 * What a petty cash fund should contain. Nothing of it is ever edited: every entry changes the
 * balance by its signed amount, and a correction is a reversal of the opposite amount.
 */
import { type Minor, minor, sum } from "../money";

export const ENTRY_KINDS = ["receipt", "top-up", "return", "difference", "reversal"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Where the cash of a top-up comes from, and where what is returned goes. */
export const CASH_SOURCES = ["bank", "till", "safe"] as const;
export type CashSource = (typeof CASH_SOURCES)[number];

export type FundEntry = {
  /** 1, 2, 3 and on, in the order in which entries were recorded. */
  number: number;
  kind: EntryKind;
  businessDate: string;
  /** Negative when cash leaves the fund. */
  amount: Minor;
  isApproved: boolean;
  /** The number of the entry that reverses this one; null while none does. */
  reversedBy: number | null;
  /** Of a reversal: whether the entry that it reverses was approved; null of any other entry. */
  reversesApproved: boolean | null;
};

export function computeBalance(
  opening: Minor,
  entries: readonly Pick<FundEntry, "amount">[],
): Minor {
  return minor(opening + sum(entries.map(({ amount }) => amount)));
}

/** As in a cash book: by date, and within one date as they were recorded. */
export function sortEntries<Entry extends Pick<FundEntry, "number" | "businessDate">>(
  entries: readonly Entry[],
): Entry[] {
  return entries.toSorted(
    (one, other) =>
      (one.businessDate < other.businessDate ? -1 : 0) ||
      (one.businessDate > other.businessDate ? 1 : 0) ||
      one.number - other.number,
  );
}

/** Puts beside each entry, in the order of the cash book, what the fund contained after it. */
export function listRunningBalances<
  Entry extends Pick<FundEntry, "number" | "businessDate" | "amount">,
>(opening: Minor, entries: readonly Entry[]): { entry: Entry; balance: Minor }[] {
  let balance = opening;
  return sortEntries(entries).map((entry) => {
    balance = minor(balance + entry.amount);
    return { entry, balance };
  });
}

/**
 * A second person approves every entry. What was reversed before anybody approved it needs no
 * approval any more, and neither does its reversal: together they changed nothing.
 */
export function needsApproval({
  isApproved,
  reversedBy,
  reversesApproved,
}: Pick<FundEntry, "isApproved" | "reversedBy" | "reversesApproved">): boolean {
  return !isApproved && reversedBy === null && reversesApproved !== false;
}

/** What would bring a fund with a fixed float back to it; null when it is full or has none. */
export function computeTopUp(float: Minor | null, balance: Minor): Minor | null {
  return float === null || balance >= float ? null : minor(float - balance);
}
