/**
 * Formats the sum by which a likely cause makes a difference, in figures and signs alone, so that
 * it reads the same in every language: "948.70 + 150.00 = 1,098.70".
 */
import type { Cause } from "./cause";
import { formatCount, formatDifference, formatMoney } from "../format";

export type ArithmeticLine = {
  expectedMinor: number | null;
  countedMinor: number | null;
  differenceMinor: number | null;
  currency: string;
};

const MINUS = "\u2212";

export function formatArithmetic(cause: Cause, line: ArithmeticLine, language: string): string {
  const money = (minor: number) => formatMoney(minor, line.currency, language);
  const plus = (from: number, change: number) => {
    const sign = change < 0 ? MINUS : "+";
    return `${money(from)} ${sign} ${money(Math.abs(change))} = ${money(from + change)}`;
  };
  const { amountMinor: amount, otherMinor: other = 0, quantity = 0, unitMinor: unit } = cause.facts;
  const difference = line.differenceMinor ?? 0;
  const explained = difference - (cause.facts.restMinor ?? 0);
  const times = () => `${formatCount(quantity, language)} × ${money(unit ?? 0)} = ${money(amount)}`;
  switch (cause.kind) {
    case "float-left-out":
    case "float-counted-twice":
      return plus(line.countedMinor ?? 0, -explained);
    case "float-not-as-agreed":
      return plus(amount, -other);
    case "digits-swapped": {
      const [high, low] = [Math.max(amount, other), Math.min(amount, other)];
      return `${plus(high, -low)} = ${formatCount(quantity, language)} × ${money(unit ?? 0)}`;
    }
    case "decimal-slip": {
      const factor = formatCount(quantity, language);
      if (other > amount) return `${money(other)} ÷ ${factor} = ${money(amount)}`;
      const equals = other * quantity === amount ? "=" : "≈";
      return `${money(other)} × ${factor} ${equals} ${money(amount)}`;
    }
    case "wrong-tender":
    case "wrong-till":
    case "wrong-shift":
    case "wrong-day": {
      const sign = other < 0 ? MINUS : "+";
      const signed = (minor: number) => formatDifference(minor, line.currency, language);
      return `${signed(difference)} ${sign} ${money(amount)} = ${signed(difference + other)}`;
    }
    case "note-miscounted":
    case "voucher-missing":
    case "voucher-twice":
    case "cash-rounding":
      return times();
    case "movement-missing":
    case "movement-twice":
    case "movement-not-made":
    case "expense-missing":
    case "expense-twice":
    case "deposit-missing":
    case "deposit-twice":
      return plus(line.expectedMinor ?? 0, explained);
  }
}

/**
 * Among first causes with at least this score, more than nine of ten named what had happened, with
 * either generator of faults; `scripts/causes/README.md` has the figures.
 */
export const STRONG_SCORE = 0.92;
/** With this score, a first cause was right more often than not. */
const LIKELY_SCORE = 0.5;

/** Classifies how probable a cause is, for a label on the screen. */
export function classifyFit(score: number): "strong" | "likely" | "possible" {
  if (score >= STRONG_SCORE) return "strong";
  return score >= LIKELY_SCORE ? "likely" : "possible";
}
