/**
 * Checks the limit of a till and month: where the differences since the first of the month add up
 * to more, a difference is explained even though its own tolerance forgives it.
 */
import type { Minor } from "../money";
import type { LinePosition } from "../keys";

export type MonthLine = LinePosition & {
  difference: Minor | null;
  /** This reason explains it. */
  reason: string | null;
  /** It is the limit of the rule in force; null means that the month has none. */
  limit: Minor | null;
};

/** The signed sum of a till and tender from the first of the month to this day, both included. */
export type MonthSum = Pick<LinePosition, "tillId" | "tenderId"> & { total: Minor };

export type MonthLimit = MonthSum & {
  limit: Minor;
  /** Counts the differences of this day that require an explanation for it and have none. */
  unexplained: number;
};

/**
 * Lists the tills beyond their limit that have a difference on this day, in the order of its lines.
 */
export function computeMonthLimits(
  lines: readonly MonthLine[],
  sums: readonly MonthSum[],
): MonthLimit[] {
  const totals = new Map(sums.map((each) => [drawerId(each), each.total]));
  const limits = new Map<string, MonthLimit>();
  for (const { tillId, tenderId, difference, reason, limit } of lines) {
    const total = totals.get(drawerId({ tillId, tenderId }));
    if (limit === null || total === undefined || Math.abs(total) <= limit) continue;
    // A line that matched has added nothing to the sum, so that there is nothing to explain.
    if (difference === null || difference === 0) continue;
    const id = drawerId({ tillId, tenderId });
    const found = limits.get(id) ?? { tillId, tenderId, total, limit, unexplained: 0 };
    limits.set(id, { ...found, unexplained: found.unexplained + (reason === null ? 1 : 0) });
  }
  return [...limits.values()];
}

function drawerId({ tillId, tenderId }: Pick<LinePosition, "tillId" | "tenderId">): string {
  return `${tillId}\u0000${tenderId}`;
}
