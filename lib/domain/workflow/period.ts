/**
 * Decides about closed periods of a centre: which days are in one, and whether a range may be
 * closed or reopened. A period is closed only when there is nothing left to do in it, and reopened
 * only with a reason.
 */
export type PeriodRow = { action: "closed" | "reopened"; from: string; to: string };

export type PeriodRefusal = "already-done" | "days-not-closed" | "reason-missing";

/** The last of the rows that cover a day decides. `rows` are in their order. */
export function listClosedDays(rows: readonly PeriodRow[], dates: readonly string[]): string[] {
  return dates.filter((date) => {
    const last = rows.findLast(({ from, to }) => from <= date && date <= to);
    return last?.action === "closed";
  });
}

export function refusePeriod(asked: {
  action: PeriodRow["action"];
  text: string | null;
  /** Counts the days of the range, and those of them that are in a closed period already. */
  days: number;
  closed: number;
  /** Lists the days of the range that were reported or counted, and are not closed. */
  unclosed: number;
}): PeriodRefusal | null {
  const { action, text, days, closed, unclosed } = asked;
  if (action === "closed") {
    if (closed === days) return "already-done";
    return unclosed > 0 ? "days-not-closed" : null;
  }
  if (closed === 0) return "already-done";
  return text === null ? "reason-missing" : null;
}
