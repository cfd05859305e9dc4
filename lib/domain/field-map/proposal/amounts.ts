/**
 * Reads columns as amounts, in hundredths of whatever unit they are in, so that sums are exact.
 */
import type { Column, Scalar, Table } from "./survey";
import { given, listTables } from "./survey";

export type DecimalMark = "." | "," | null;

/** A sign, digits with or without marks, and perhaps a currency around them. */
const LOOSE = /^[^\d+-]{0,4}([+-]?)\s*[^\d+-]{0,4}(\d[\d.,' \u00a0]*)[^\d]{0,5}$/u;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const PLAIN = /^[+-]?\d{1,15}(\.\d+)?$/;

/** Returns null where the value is no amount. */
function readHundredths(value: Scalar | null | undefined, mark: DecimalMark): number | null {
  if (value === null || value === undefined || typeof value === "boolean") return null;
  if (typeof value === "number") return toHundredths(value);
  const text = value.trim();
  if (PLAIN.test(text) && mark !== ",") return toHundredths(Number(text));
  const loose = mark === null ? null : LOOSE.exec(text);
  if (loose === null) return null;
  const [, sign = "", digits = ""] = loose;
  const plain = digits
    .replaceAll(mark === "," ? /[.' \u00a0]/g : /[,' \u00a0]/g, "")
    .replace(",", ".");
  return PLAIN.test(plain) ? toHundredths(Number(sign + plain)) : null;
}

function toHundredths(value: number): number | null {
  const hundredths = Math.round(value * 100);
  return Number.isSafeInteger(hundredths) ? hundredths : null;
}

// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const COMMA_DECIMALS = /^\D{0,5}\d{1,3}([. ']?\d{3})*,\d{1,2}\D{0,5}$/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const POINT_DECIMALS = /^\D{0,5}\d{1,3}([, ']?\d{3})*\.\d{1,2}\D{0,5}$/;

/** The mark of decimals in texts; null where all texts are plain decimals. */
export function findDecimalMark(root: Table): DecimalMark {
  let mark: DecimalMark = null;
  for (const table of listTables(root)) {
    for (const column of table.columns.values()) {
      for (const value of given(column)) {
        if (typeof value !== "string" || PLAIN.test(value.trim())) continue;
        if (COMMA_DECIMALS.test(value)) return ",";
        if (POINT_DECIMALS.test(value)) mark = ".";
      }
    }
  }
  return mark;
}

export type Amounts = {
  column: Column;
  /** In hundredths; null where there is none. */
  values: (number | null)[];
  isWhole: boolean;
  isZero: boolean;
};

const SHARE_MIN = 1;

/** Returns null where something in the column is no amount. */
export function amountsOf(column: Column, mark: DecimalMark): Amounts | null {
  const some = given(column);
  if (some.length === 0) return null;
  const values = Array.from({ length: column.table.size }, (_, row) => {
    return readHundredths(column.values[row], mark);
  });
  const read = values.filter((value) => value !== null);
  if (read.length < some.length * SHARE_MIN) return null;
  return {
    column,
    values,
    isWhole: read.every((value) => value % 100 === 0),
    isZero: read.every((value) => value === 0),
  };
}

/** The sum of the values of each record around them; null where one of them has none. */
export function sumPerParent(
  values: readonly (number | null)[],
  rows: readonly number[],
  size: number,
) {
  const sums: number[] = Array.from({ length: size }, () => 0);
  for (const [index, value] of values.entries()) {
    const row = rows[index] ?? 0;
    sums[row] = (sums[row] ?? 0) + (value ?? 0);
  }
  return sums;
}
