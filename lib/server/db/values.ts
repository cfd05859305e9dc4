import "server-only";

/** Converts values on their way into a statement and out of its rows. */
import { type Minor, minor } from "@/lib/domain/money";
import type { DayKey } from "@/lib/domain/keys";

/** `pg` gives `bigint` as text; an absent figure stays absent. */
export function amountOf(text: string | null): Minor | null {
  return text === null ? null : minor(Number(text));
}

/** Reads an amount in JSON, which is a number. */
export function knownMinor(amount: number | null): Minor | null {
  return amount === null ? null : minor(amount);
}

/**
 * Days as rows `k` of a statement, of which `keyArrays` are the first parameters. More columns are
 * given with their types, and their arrays follow.
 */
export function unnestDays(more: Readonly<Record<string, string>> = {}): string {
  const types = ["text", "text", ...Object.values(more)];
  const columns = ["centre_id", "business_date", ...Object.keys(more)];
  const arrays = types.map((type, index) => `$${index + 1}::${type}[]`);
  return `unnest(${arrays.join(", ")}) AS k (${columns.join(", ")})`;
}

/** Returns the parameters of `unnestDays`: the centres, and the dates beside them. */
export function keyArrays(days: readonly DayKey[]): [string[], string[]] {
  return [days.map(({ centreId }) => centreId), days.map(({ businessDate }) => businessDate)];
}

/**
 * Returns the first and the last date. The rows of `k` are not known while a statement is planned:
 * where tables are divided by month, only dates that are given beside them leave months out.
 */
export function dateSpan(days: readonly DayKey[]): [from: string, to: string] {
  const dates = days.map(({ businessDate }) => businessDate).sort();
  return [dates[0] ?? "", dates.at(-1) ?? ""];
}
