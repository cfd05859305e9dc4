/**
 * Says why something is not recorded in a petty cash fund. Each function returns the first reason
 * that applies, or null. What needs two people is refused here to the one who did the first part.
 */
import { type Minor, minor } from "../money";
import type { EntryKind } from "./fund";
import { isPlausibleVat, type VatLine } from "./receipt";

/** The refused request has one of these as its `reason`. */
export const FUND_REFUSALS = [
  "no-fund",
  "period-closed",
  "future-date",
  "below-zero",
  "above-limit",
  "photo-missing",
  "unknown-photo",
  "unknown-type",
  "unknown-person",
  "vat-implausible",
  "no-entry",
  "reversal-of-reversal",
  "already-reversed",
  "already-approved",
  "approval-not-needed",
  "own-entry",
  "no-count",
  "count-superseded",
  "no-difference",
  "already-explained",
  "unknown-reason",
  "already-closed",
  "waiting-entries",
  "count-missing",
  "difference-open",
  "own-count",
] as const;
export type FundRefusal = (typeof FUND_REFUSALS)[number];

type Dated = { businessDate: string; today: string; closedTo: string | null };

export function refuseDate({ businessDate, today, closedTo }: Dated): FundRefusal | null {
  if (closedTo !== null && businessDate <= closedTo) return "period-closed";
  return businessDate > today ? "future-date" : null;
}

/** A fund can't contain less than nothing: somebody forgot an entry, or confirms that it is so. */
export function refuseBelowZero(
  change: { balance: Minor; amount: Minor },
  acceptsBelowZero: boolean,
): FundRefusal | null {
  const falls = change.amount < 0 && change.balance + change.amount < 0;
  return falls && !acceptsBelowZero ? "below-zero" : null;
}

type ReceiptLimits = { receiptMax: Minor | null; photoFrom: Minor | null };

export function refuseReceipt(
  receipt: { gross: Minor; lines: readonly VatLine[]; hasPhoto: boolean },
  { receiptMax, photoFrom }: ReceiptLimits,
): FundRefusal | null {
  if (receipt.lines.some((line) => !isPlausibleVat(line))) return "vat-implausible";
  if (receiptMax !== null && receipt.gross > receiptMax) return "above-limit";
  const needsPhoto = photoFrom !== null && receipt.gross >= photoFrom;
  return needsPhoto && !receipt.hasPhoto ? "photo-missing" : null;
}

export type EntryFacts = {
  kind: EntryKind;
  amount: Minor;
  isApproved: boolean;
  reversedBy: number | null;
  needsApproval: boolean;
  /** Whoever recorded it, paid it out, or counted the difference. */
  people: readonly string[];
};

export function refuseReversal(entry: EntryFacts | null): FundRefusal | null {
  if (entry === null) return "no-entry";
  if (entry.kind === "reversal") return "reversal-of-reversal";
  return entry.reversedBy === null ? null : "already-reversed";
}

export function refuseApproval(entry: EntryFacts | null, approverId: string): FundRefusal | null {
  if (entry === null) return "no-entry";
  if (entry.isApproved) return "already-approved";
  if (!entry.needsApproval) return "approval-not-needed";
  return entry.people.includes(approverId) ? "own-entry" : null;
}

export type CountFacts = {
  number: number;
  counted: Minor;
  /** What the fund should have contained when it was counted. */
  balance: Minor;
  /** The last entry that the balance includes. */
  lastEntry: number;
  /** The number of the entry that explains the difference; null while none does. */
  explainedBy: number | null;
  countedById: string;
};

/** Counted − balance: negative is short. */
export function computeCountDifference({
  counted,
  balance,
}: Pick<CountFacts, "counted" | "balance">): Minor {
  return minor(counted - balance);
}

export function refuseExplanation(
  latest: CountFacts | null,
  countNumber: number,
): FundRefusal | null {
  if (latest === null) return "no-count";
  if (latest.number !== countNumber) return "count-superseded";
  if (computeCountDifference(latest) === 0) return "no-difference";
  return latest.explainedBy === null ? null : "already-explained";
}

type ClosingFacts = Omit<Dated, "businessDate"> & {
  /** The last business date of the period. */
  to: string;
  latest: CountFacts | null;
  /** The entries up to `to` that are in no closed period. */
  entries: readonly { number: number; needsApproval: boolean }[];
  closerId: string;
};

/**
 * The latest count covers a period when it included every entry of it but the one that explains
 * its own difference. Whoever counted does not close.
 */
export function refuseClosing(facts: ClosingFacts): FundRefusal | null {
  const { to, today, closedTo, latest, entries, closerId } = facts;
  if (closedTo !== null && to <= closedTo) return "already-closed";
  if (to > today) return "future-date";
  if (entries.some((entry) => entry.needsApproval)) return "waiting-entries";
  if (latest === null) return "count-missing";
  const uncovered = entries.some(
    ({ number }) => number > latest.lastEntry && number !== latest.explainedBy,
  );
  if (uncovered) return "count-missing";
  if (computeCountDifference(latest) !== 0 && latest.explainedBy === null) {
    return "difference-open";
  }
  return latest.countedById === closerId ? "own-count" : null;
}
