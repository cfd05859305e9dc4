/**
 * Puts what needs attention into one order: overdue first, then by amount in each currency, then by
 * age. Amounts of different currencies are never compared.
 */
import { type Minor, minor } from "../money";

export const ATTENTION_GROUPS = ["mine", "centres", "others"] as const;
export type AttentionGroup = (typeof ATTENTION_GROUPS)[number];

export const ATTENTION_KINDS = ["mention", "reply", "question", "lines"] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

type Ordered = {
  overdue: boolean;
  currency: string;
  amountMinor: number;
  businessDate: string;
  id: string;
};

export function compareAttention(one: Ordered, other: Ordered): number {
  return (
    Number(other.overdue) - Number(one.overdue) ||
    compare(one.currency, other.currency) ||
    Math.abs(other.amountMinor) - Math.abs(one.amountMinor) ||
    compare(one.businessDate, other.businessDate) ||
    compare(one.id, other.id)
  );
}

/** How many rows there are, and their absolute amounts, of one group, urgency and currency. */
export type AttentionTotal = {
  group: AttentionGroup;
  overdue: boolean;
  currency: string;
  rows: number;
  amountMinor: number;
};

/** Adds totals of the same group, urgency and currency. */
export function mergeTotals(totals: readonly AttentionTotal[]): AttentionTotal[] {
  const merged = new Map<string, AttentionTotal>();
  for (const total of totals) {
    const { group, overdue, currency } = total;
    const key = JSON.stringify([group, overdue, currency]);
    const { rows, amountMinor } = merged.get(key) ?? { rows: 0, amountMinor: 0 };
    merged.set(key, {
      ...total,
      rows: rows + total.rows,
      amountMinor: minor(amountMinor + Math.abs(total.amountMinor)),
    });
  }
  return [...merged.values()];
}

/** Sums the absolute amounts of each currency. */
export function sumAmounts(
  items: readonly Pick<Ordered, "currency" | "amountMinor">[],
): { currency: string; amountMinor: Minor }[] {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of items) {
    sums.set(currency, (sums.get(currency) ?? 0) + Math.abs(amountMinor));
  }
  return [...sums]
    .map(([currency, sum]) => ({ currency, amountMinor: minor(sum) }))
    .sort((one, other) => compare(one.currency, other.currency));
}

export type ThreadFacts = {
  /** The numbers of the last question, of the last reply, and of the reader's last mention. */
  questionNumber: number;
  replyNumber: number;
  mentionNumber: number;
  readNumber: number;
  /** Whether the reader asked, or has the line. */
  isConcerned: boolean;
  /** Whether the line still needs something. */
  isOutstanding: boolean;
};

/** Tells why a thread needs the reader's attention; null when it does not. */
export function findAttention(facts: ThreadFacts): "mention" | "reply" | "question" | null {
  const { questionNumber, replyNumber, mentionNumber, readNumber } = facts;
  if (mentionNumber > readNumber) return "mention";
  if (facts.isConcerned && replyNumber > questionNumber && replyNumber > readNumber) return "reply";
  return facts.isOutstanding && questionNumber > replyNumber ? "question" : null;
}

/** A question waits for the centre; what was assigned waits for its assignee. */
export function findGroup(
  kind: AttentionKind,
  { assigneeId, readerId }: { assigneeId: string | null; readerId: string },
): AttentionGroup {
  if (kind === "mention" || kind === "reply") return "mine";
  if (kind === "question") return "others";
  if (assigneeId === null) return "centres";
  return assigneeId === readerId ? "mine" : "others";
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
