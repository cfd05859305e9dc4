/**
 * Reads amounts of Cashrec's JSON in minor units, without a binary float in between. Undefined
 * means "can't be read as that"; it is not zero.
 */
import type { SheetAmount } from "../cash-sheet";
import { minor, parseMoney } from "../money";
import { plainAmount } from "./amount-text";

type Scalar = string | number | boolean;

/** How amounts are written. */
export type AmountForm = {
  /** Digits below the unit in which amounts are given. */
  decimals: number;
  decimalMark: "." | "," | null;
  currency: string;
};

/** No till ever had as many minor units; below it a thousand figures still add up exactly. */
const AMOUNT_MAX = 1e12;
const SCALES = [1, 10, 100, 1_000, 10_000] as const;

/** Returns null for an empty text, which is given but has no content. */
export function readAmount(value: Scalar, form: AmountForm): SheetAmount | null | undefined {
  if (typeof value === "boolean") return undefined;
  if (typeof value === "number") {
    return exactAmount(value, form.decimals) ?? parseAmount(String(value), form.decimals);
  }
  const text = value.trim();
  if (text === "") return null;
  const plain = plainText(text, form);
  return plain === null ? undefined : parseAmount(plain, form.decimals);
}

/** Without a decimal mark, texts are plain decimals already. */
function plainText(text: string, { decimalMark, currency }: AmountForm): string | null {
  return decimalMark === null ? text : plainAmount(text, { decimalMark, currency });
}

function parseAmount(text: string, decimals: number): SheetAmount | undefined {
  const parsed = parseMoney(text, decimals);
  return parsed === null || Math.abs(parsed.amount) > AMOUNT_MAX ? undefined : parsed;
}

/** Adds amounts that are all known. Returns undefined when the total is too large. */
export function addAmounts(amounts: readonly SheetAmount[]): SheetAmount | undefined {
  const total = amounts.reduce((sum, { amount }) => sum + amount, 0);
  if (Math.abs(total) > AMOUNT_MAX) return undefined;
  return { amount: minor(total), rounded: amounts.some(({ rounded }) => rounded) };
}

/**
 * This is the fast path for almost every figure. Two decimals of at most fifteen digits never share
 * a double, so that a whole number of minor units that divides back to the same double is that very
 * decimal.
 */
function exactAmount(value: number, decimals: number): SheetAmount | null {
  const scale = SCALES[decimals];
  if (scale === undefined) return null;
  const whole = Math.round(value * scale);
  if (!(Math.abs(whole) <= AMOUNT_MAX) || whole / scale !== value) return null;
  return { amount: minor(whole), rounded: false };
}

// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const PLAIN_DECIMAL = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/;

/** Multiplies quantity and unit value exactly, and rounds once. */
export function readProduct(
  quantity: Scalar,
  unitValue: Scalar,
  form: AmountForm,
): SheetAmount | undefined {
  const left = readDecimal(quantity, form);
  const right = readDecimal(unitValue, form);
  if (left === null || right === null) return undefined;
  const [, leftSign, leftWhole = "", leftFraction = ""] = left;
  const [, rightSign, rightWhole = "", rightFraction = ""] = right;
  const digits = BigInt(leftWhole + leftFraction) * BigInt(rightWhole + rightFraction);
  const fractionDigits = leftFraction.length + rightFraction.length;
  const text = digits.toString().padStart(fractionDigits + 1, "0");
  const point = text.length - fractionDigits;
  const sign = (leftSign === "-") === (rightSign === "-") ? "" : "-";
  const decimal = fractionDigits === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
  return parseAmount(sign + decimal, form.decimals);
}

function readDecimal(value: Scalar, form: AmountForm): RegExpExecArray | null {
  const text = String(value).trim();
  const plain = typeof value === "string" ? plainText(text, form) : text;
  return PLAIN_DECIMAL.exec(plain ?? "");
}
