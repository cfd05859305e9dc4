/**
 * Reads single values of Cashrec's JSON in our terms. Undefined means "can't be read as that"; it
 * is not zero.
 */
import type { SheetAmount } from "../cash-sheet";
import type { FieldMap } from "./field-map";
import { minor, parseMoney } from "../money";

type Scalar = string | number | boolean;

/** No till ever had as many minor units; below it a thousand figures still add up exactly. */
const AMOUNT_MAX = 1e12;
const SCALES = [1, 10, 100, 1_000, 10_000] as const;

/** Returns null for an empty text, which is given but has no content. */
export function readAmount(value: Scalar, decimals: number): SheetAmount | null | undefined {
  if (typeof value === "boolean") return undefined;
  if (typeof value === "number") {
    return exactAmount(value, decimals) ?? parseAmount(String(value), decimals);
  }
  const text = value.trim();
  return text === "" ? null : parseAmount(text, decimals);
}

function parseAmount(text: string, decimals: number): SheetAmount | undefined {
  const parsed = parseMoney(text, decimals);
  return parsed === null || Math.abs(parsed.amount) > AMOUNT_MAX ? undefined : parsed;
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

const PLAIN_DECIMAL = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/;

/** Multiplies quantity and unit value exactly, and rounds once. */
export function readProduct(
  quantity: Scalar,
  unitValue: Scalar,
  decimals: number,
): SheetAmount | undefined {
  const left = PLAIN_DECIMAL.exec(String(quantity).trim());
  const right = PLAIN_DECIMAL.exec(String(unitValue).trim());
  if (left === null || right === null) return undefined;
  const [, leftSign, leftWhole = "", leftFraction = ""] = left;
  const [, rightSign, rightWhole = "", rightFraction = ""] = right;
  const digits = BigInt(leftWhole + leftFraction) * BigInt(rightWhole + rightFraction);
  const fractionDigits = leftFraction.length + rightFraction.length;
  const text = digits.toString().padStart(fractionDigits + 1, "0");
  const point = text.length - fractionDigits;
  const sign = (leftSign === "-") === (rightSign === "-") ? "" : "-";
  const decimal = fractionDigits === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
  return parseAmount(sign + decimal, decimals);
}

const ISO_DATE =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/;
const LOCAL_DATE = /^(\d\d?)[/.-](\d\d?)[/.-](\d{4})$/;

/**
 * Reads a date as YYYY-MM-DD. The time of day is dropped, except that a moment which is not
 * midnight in an explicit zone could mean the day before or after, and is refused.
 */
export function readDate(value: Scalar, order: FieldMap["dates"]): string | undefined {
  const text = String(value).trim();
  const iso = ISO_DATE.exec(text);
  if (iso !== null) {
    const [, year = "", month = "", day = "", time = "00:00", zone] = iso;
    if (zone !== undefined && !/^00:00(:00)?$/.test(time)) return undefined;
    return realDate(year, month, day);
  }
  const local = order === "iso" ? null : LOCAL_DATE.exec(text);
  if (local === null) return undefined;
  const [, first = "", second = "", year = ""] = local;
  const [day, month] = order === "day-first" ? [first, second] : [second, first];
  return realDate(year, month.padStart(2, "0"), day.padStart(2, "0"));
}

function realDate(year: string, month: string, day: string): string | undefined {
  const days = [31, isLeap(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const last = days[Number(month) - 1] ?? 0;
  if (Number(day) < 1 || Number(day) > last) return undefined;
  return `${year}-${month}-${day}`;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Reads local wall-clock text, YYYY-MM-DDTHH:MM:SS; null when it is anything else, such as UTC. */
export function readWallClock(value: Scalar | null | undefined): string | null {
  if (typeof value !== "string") return null;
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(?:[+-]\d\d:?\d\d)?$/.exec(
    value,
  );
  return match === null ? null : `${match[1]}T${match[2]}${match[3] ?? ":00"}`;
}

/** Reads a count; null when it is not a whole number from 0. */
export function readCount(value: Scalar | null | undefined): number | null {
  if (typeof value !== "number" && (typeof value !== "string" || !/^\d{1,9}$/.test(value))) {
    return null;
  }
  const count = Number(value);
  return Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/**
 * Reads an ISO 4217 code in capitals; null when it is something else, such as a sign or a number.
 */
export function readCurrency(value: Scalar | null | undefined): string | null {
  const text = String(value ?? "")
    .trim()
    .toUpperCase();
  return /^[A-Z]{3}$/.test(text) ? text : null;
}
