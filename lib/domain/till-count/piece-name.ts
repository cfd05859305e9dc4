import { formatCount, formatMoney } from "../format";
import { decimalsOf } from "../money";

/** Formats the name of a piece: `200`, or `50 c` for less than one unit of its currency. */
export function formatPieceName(valueMinor: number, currency: string, language: string): string {
  const whole = 10 ** decimalsOf(currency);
  if (valueMinor % whole === 0) {
    return formatCount(valueMinor / whole, language);
  }
  const mark = PART_MARKS[currency];
  if (valueMinor < whole && mark !== undefined) return `${valueMinor}\u00a0${mark}`;
  return formatMoney(valueMinor, currency, language);
}

/** The customary signs for the hundredth part of a currency. */
const PART_MARKS: Record<string, string> = {
  EUR: "c",
  USD: "c",
  MXN: "c",
  CHF: "c",
  GBP: "p",
  PLN: "gr",
  DKK: "øre",
  INR: "p",
  AED: "fils",
  AUD: "c",
  CAD: "c",
  NZD: "c",
  ZAR: "c",
};
