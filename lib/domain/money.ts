/**
 * Money is a whole number of its currency's minor unit (cents, yen, fils) with its sign. The brand
 * excludes plain numbers, so that a quantity can't be added to an amount by accident.
 */
import { assert } from "./assert";

export type Minor = number & { readonly unit: "minor unit" };

/** ISO 4217 lists these currencies, whose minor unit is not a hundredth. */
const DECIMALS: Record<string, number> = {
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

export function decimalsOf(currency: string): number {
  return DECIMALS[currency] ?? 2;
}

export function minor(value: number): Minor {
  // The check comes before `assert`, because writing the message for each of a million amounts
  // takes longer than adding them.
  if (!Number.isSafeInteger(value)) {
    assert(false, `${value} is not a whole number of minor units`);
  }
  return (value === 0 ? 0 : value) as Minor;
}

/** Each step is checked, because a total may leave the exact integers and come back rounded. */
export function sum(amounts: Iterable<Minor>): Minor {
  let total = minor(0);
  for (const amount of amounts) total = minor(total + amount);
  return total;
}

export function negate(amount: Minor): Minor {
  return minor(0 - amount);
}

/** Counted − expected: negative is short, positive is over. The sign is never dropped. */
export function difference({ counted, expected }: { counted: Minor; expected: Minor }): Minor {
  return minor(counted - expected);
}

export type ParsedMoney = { amount: Minor; rounded: boolean };

// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const DECIMAL = /^([+-]?)(\d{1,30})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,2}))?$/;

/**
 * Parses the text of a JSON number or of a decimal to minor units, without a binary float in
 * between. A fraction of a minor unit is rounded once, half away from zero, and `rounded` is then
 * true. Returns null when the text is no decimal number or the amount is beyond what an integer
 * represents exactly.
 */
export function parseMoney(text: string, decimals: number): ParsedMoney | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent) + decimals;
  const wholeDigits = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const dropped = point < 0 ? "0".repeat(-point) + digits : digits.slice(point);
  const up = dropped.length > 0 && dropped.charCodeAt(0) >= "5".charCodeAt(0);
  const size = BigInt(wholeDigits) + (up ? 1n : 0n);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  const amount = minor(sign === "-" ? -Number(size) : Number(size));
  return { amount, rounded: /[1-9]/.test(dropped) };
}

/** Formats the plain decimal of files and APIs: a point, the currency's decimals, `-` for short. */
export function formatPlain(amount: Minor, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = Math.abs(amount)
    .toString()
    .padStart(decimals + 1, "0");
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return amount < 0 ? `-${text}` : text;
}
