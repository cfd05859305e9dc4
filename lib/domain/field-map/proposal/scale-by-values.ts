/**
 * Tells amounts in cents by their digits: in major units they would have fractions somewhere, or be
 * round. A few amounts prove nothing.
 */
import type { Amounts } from "./amounts";
import { amountsIn, type Draft } from "./draft";
import { type Meaning, nameColumn } from "./name-columns";
import type { Table } from "./survey";

const AMOUNTS_MIN = 20;
/** The shares of numbers that end so, among those whose last digits are of every kind. */
const SHARES_MAX = { hundreds: 0.1, fives: 0.4 };
const DIGITS_MIN = 8;
/** In cents, a till that took less than this in a shift would hardly be one. */
const SALES_MIN = 5_000;
/** No tender of one till and shift is as large in these currencies, in major units. */
const LARGE = 20_000;
const LARGE_IN = new Set("EUR USD GBP CHF CAD AUD NZD SGD BRL PLN RON ILS AED SAR QAR".split(" "));
/** These are quotients of other amounts, which have fractions in major units. */
const DERIVED = new Set<Meaning>(["netSales", "tax", "average"]);

export function looksLikeCents(
  draft: Draft,
  tables: readonly Table[],
  sales: readonly Amounts[],
): boolean {
  const numbers = sales.flatMap(toNumbers);
  if (numbers.length < AMOUNTS_MIN || !isOfEveryDigit(numbers)) return false;
  if (median(numbers) < SALES_MIN) return false;
  if (LARGE_IN.has(draft.currency ?? "") && median(numbers) > LARGE) return true;
  const derived = tables.flatMap((table) =>
    [...table.columns.values()].flatMap((column) => {
      const { meaning } = nameColumn(draft, column);
      const read = meaning !== null && DERIVED.has(meaning) ? amountsIn(draft, column) : null;
      return read === null ? [] : toNumbers(read);
    }),
  );
  return derived.length >= AMOUNTS_MIN / 2 && isOfEveryDigit(derived);
}

function toNumbers({ values }: Pick<Amounts, "values">): number[] {
  return values.flatMap((value) => (value === null || value === 0 ? [] : [Math.abs(value) / 100]));
}

function isOfEveryDigit(numbers: readonly number[]): boolean {
  const share = (of: number) => numbers.filter((each) => each % of === 0).length / numbers.length;
  return (
    share(100) <= SHARES_MAX.hundreds &&
    share(5) <= SHARES_MAX.fives &&
    new Set(numbers.map((each) => each % 10)).size >= DIGITS_MIN
  );
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
