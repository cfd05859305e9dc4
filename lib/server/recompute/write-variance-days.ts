import "server-only";

/**
 * Writes the rows that variance queries read: one of each day, with its lines in arrays. A trigger
 * of that row updates the sums over dates and months.
 */
import type { Line } from "@/lib/domain/line";
import { buildDayCells, type DayCells } from "@/lib/domain/variance/day-cells";
import type { DayKey } from "@/lib/domain/keys";
import type { Transaction } from "../db/sql";
import { dateSpan, keyArrays, unnestDays } from "../db/values";

const ARRAYS = {
  shift_ids: "text[]",
  till_ids: "text[]",
  tender_ids: "text[]",
  expected_minor: "bigint[]",
  counted_minor: "bigint[]",
  sales_minor: "bigint[]",
  verdicts: "text[]",
  float_minor: "bigint[]",
  just_under: "bool[]",
} as const;
/** The columns that are derived from the lines. */
export const CELL_COLUMNS = [
  "currency",
  ...Object.keys(ARRAYS),
  "cash_taken_minor",
  "deposited_minor",
];

export type DayOfLines = DayKey & { currency: string; all: readonly Line[] };

/** A day without lines has no row. */
export async function writeVarianceDays(tx: Transaction, days: readonly DayOfLines[]) {
  const filled = days.filter(({ all }) => all.length > 0);
  await writeCells(tx, filled);
  await deleteCells(
    tx,
    days.filter(({ all }) => all.length === 0),
  );
}

async function writeCells({ sql }: Transaction, days: readonly DayOfLines[]): Promise<void> {
  if (days.length === 0) return;
  const cells = days.map(({ all }) => buildDayCells(all));
  const texts = Object.values(ARRAYS).map((type, at) => `k.a${at}::${type}`);
  const names = texts.map((_, at) => `a${at}`).join(", ");
  await sql(
    `INSERT INTO variance_day (centre_id, business_date, ${CELL_COLUMNS.join(", ")})
     SELECT k.centre, k.day, k.currency, ${texts.join(", ")}, k.taken, k.deposited
       FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[],
              ${texts.map((_, at) => `$${at + 6}::text[]`).join(", ")})
         AS k (centre, day, currency, taken, deposited, ${names})
     ON CONFLICT (centre_id, business_date) DO UPDATE SET
       ${CELL_COLUMNS.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}`,
    [
      days.map((day) => day.centreId),
      days.map((day) => day.businessDate),
      days.map((day) => day.currency),
      cells.map((one) => one.cashTaken),
      cells.map((one) => one.deposited),
      ...arraysOf(cells),
    ],
  );
}

/** The arrays are in the order of `ARRAYS`. */
function arraysOf(cells: readonly DayCells[]): string[][] {
  return [
    cells.map((one) => textArray(one.shiftIds)),
    cells.map((one) => textArray(one.tillIds)),
    cells.map((one) => textArray(one.tenderIds)),
    cells.map((one) => numberArray(one.expected)),
    cells.map((one) => numberArray(one.counted)),
    cells.map((one) => numberArray(one.sales)),
    cells.map((one) => textArray(one.verdicts)),
    cells.map((one) => numberArray(one.floats)),
    cells.map((one) => `{${one.justUnder.join(",")}}`),
  ];
}

/** What is quoted here is escaped again by the driver, and most ids need neither. */
const PLAIN = /^[\w-]+$/;

function textArray(texts: readonly string[]): string {
  return `{${texts.map(quote).join(",")}}`;
}

function quote(text: string): string {
  if (PLAIN.test(text) && text.toUpperCase() !== "NULL") return text;
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function numberArray(numbers: readonly (number | null)[]): string {
  return `{${numbers.map((one) => one ?? "NULL").join(",")}}`;
}

export async function deleteCells({ sql }: Transaction, days: readonly DayKey[]): Promise<void> {
  if (days.length === 0) return;
  await sql(
    `DELETE FROM variance_day v USING ${unnestDays()}
      WHERE v.centre_id = k.centre_id AND v.business_date = k.business_date
        AND v.business_date BETWEEN $3 AND $4`,
    [...keyArrays(days), ...dateSpan(days)],
  );
}
