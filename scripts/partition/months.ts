/** Which tables are divided by month, and where their months begin. */

/** Every key of theirs begins with a centre and a business date, and nothing refers to it. */
export const DIVIDED_TABLES = [
  "reconciliation_line",
  "till_count",
  "reconciliation",
  "cash_sheet_version",
  "cash_sheet",
  "variance_day",
] as const;

/** `make_months` makes no more than these. */
export const MONTHS_AHEAD_MAX = 24;

/** So long the checks before may take until a day is refused which nobody has yet. */
const DAYS_UNTIL = 35;

const ISO_DATE_LENGTH = 10;

/**
 * What lies before is one partition: the table as it was. Without any rows, months of the last year
 * are made as well, because they are read first.
 */
export function findBeginning(today: Date, newest: string | null): string {
  if (newest === null) return `${today.getUTCFullYear() - 1}-01-01`;
  const ahead = new Date(today);
  ahead.setUTCDate(ahead.getUTCDate() + DAYS_UNTIL);
  const reached = ahead.toISOString().slice(0, ISO_DATE_LENGTH);
  return nextMonth(newest > reached ? newest : reached);
}

export function isTooFarAhead(today: Date, date: string): boolean {
  const month = today.getUTCMonth() + MONTHS_AHEAD_MAX + 1;
  const end = new Date(Date.UTC(today.getUTCFullYear(), month, 1));
  return date >= end.toISOString().slice(0, ISO_DATE_LENGTH);
}

function nextMonth(date: string): string {
  const [year, month] = date.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0, 1)).toISOString().slice(0, ISO_DATE_LENGTH);
}
