import "server-only";

/** Converts values on their way into a statement and out of its rows. */
import { type Minor, minor } from "@/lib/domain/money";
import type { DayKey } from "./advisory-lock";

/** `pg` gives `bigint` as text; an absent figure stays absent. */
export function amountOf(text: string | null): Minor | null {
  return text === null ? null : minor(Number(text));
}

/** Reads an amount in JSON, which is a number. */
export function knownMinor(amount: number | null): Minor | null {
  return amount === null ? null : minor(amount);
}

/**
 * Returns the parameters of `unnest($1::text[], $2::text[])`: the centres, and the dates beside
 * them.
 */
export function keyArrays(days: readonly DayKey[]): [string[], string[]] {
  return [days.map(({ centreId }) => centreId), days.map(({ businessDate }) => businessDate)];
}
