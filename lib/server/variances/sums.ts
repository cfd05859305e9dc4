import "server-only";

/** Reads sums by some keys, from the smallest source there is, as rows of the contract. */
import { minor } from "@/lib/domain/money";
import type { VarianceSums } from "@/lib/domain/variance/variance";
import { AppError } from "../app-error";
import { areMostAsNow } from "../as-of/states";
import { sql } from "../db/sql";
import { mapInSteps } from "../give-way";
import { newValues, verdictsOf } from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { listPackedMonths } from "./pack";
import { type Keys, mayAddUp, packedLevelOf, planSources } from "./plan";
import { SUM_COLUMNS } from "./sources";

/** A screen can't use more, and they would take long to read. */
const ROWS_MAX = 50_000;

/** These keys are no column of a source, but are computed from one. */
const COMPUTED: Record<string, string> = {
  weekday: "extract(isodow FROM s.business_date::date)::int",
};

/**
 * They are joined into one text, because a row of two columns is read several times faster than one
 * of fourteen.
 */
export const SUMS = SUM_COLUMNS.map((name) => `coalesce(sum(s.${name}), 0)`).join(", ");

const FIGURES = SUM_COLUMNS.map((name) => `s.${name}`).join(", ");

type SumRecord = { currency: string; sums: string } & Record<string, string | number>;

export type KeyedSums = { keys: Record<string, string>; sums: VarianceSums };

export async function listSums(
  filter: ScopedFilter,
  keys: Keys,
  rowsMax = ROWS_MAX,
): Promise<KeyedSums[]> {
  if (verdictsOf(filter)?.length === 0) return [];
  const values = newValues();
  const packed = packedLevelOf(filter, keys) === null ? [] : await listPackedMonths(filter);
  const mayCorrect = filter.asOf !== null && mayAddUp(filter, keys);
  const addsUp = !mayCorrect || (await areMostAsNow(sql, filter));
  const { source, isWhole } = planSources(filter, keys, values, { packed, addsUp });
  const given = keys.includes("weekday") ? datedSums(source, keys) : source;
  const columns = [...keys, "currency"].map((key) => COMPUTED[key] ?? `s.${key}`);
  const named = [...keys, "currency"].map((key, at) => `${columns[at]} AS ${key}`).join(", ");
  const dimensions = columns.map((_, at) => at + 1).join(", ");
  const rows = await sql<SumRecord>(
    `SELECT ${named}, concat_ws(' ', ${isWhole ? FIGURES : SUMS}) AS sums FROM (${given}) s
     ${isWhole ? "" : `GROUP BY ${dimensions}`} ORDER BY ${dimensions} LIMIT ${rowsMax + 1}`,
    values.list,
  );
  if (rows.length > rowsMax) throw tooMany(rowsMax);
  const all = await mapInSteps(rows, toKeyed(keys));
  return all.filter(({ sums }) => linesIn(sums) > 0);
}

/** Groups by date first, so that a weekday is computed for each date and not for each cell. */
function datedSums(source: string, keys: Keys): string {
  const dated = keys.map((key) => (key === "weekday" ? "business_date" : key));
  return summed(source, [...dated, "currency"]);
}

/** Selects the same columns as the source has, with only these keys. */
export function summed(source: string, keys: Keys, summing: Keys = SUM_COLUMNS): string {
  const named = keys.map((key) => `s.${key}`).join(", ");
  const sums = summing.map((name) => `coalesce(sum(s.${name}), 0) AS ${name}`).join(", ");
  return `SELECT ${named}, ${sums} FROM (${source}) s GROUP BY ${named}`;
}

function toKeyed(keys: Keys) {
  return (row: SumRecord): KeyedSums => {
    const own: Record<string, string> = {};
    for (const key of keys) own[key] = String(row[key]);
    return { keys: own, sums: toSums(row.currency, row.sums) };
  };
}

/**
 * It is written out in the order of `SUM_COLUMNS`, because a year of centres makes many thousands
 * of these.
 */
export function toSums(currency: string, text: string): VarianceSums {
  const all = text.split(" ").map(Number);
  const at = (index: number) => all[index] ?? 0;
  const [uncounted, unexpected] = [at(10), at(11)];
  return {
    currency,
    netMinor: minor(at(2) + at(3)),
    shortMinor: minor(at(2)),
    overMinor: minor(at(3)),
    expectedMinor: minor(at(0)),
    countedMinor: minor(at(1)),
    salesMinor: at(5) === 0 ? null : minor(at(4)),
    countedLines: at(6) + at(7) + at(8) + at(9) + unexpected,
    uncountedLines: uncounted,
    lines: {
      matched: at(6),
      "within-tolerance": at(7),
      over: at(8),
      short: at(9),
      uncounted,
      unexpected,
    },
  };
}

/** Counts the lines of a sum; one whose addends cancel out has none. */
export function linesIn({
  countedLines,
  uncountedLines,
}: Pick<VarianceSums, "countedLines" | "uncountedLines">): number {
  return countedLines + uncountedLines;
}

function tooMany(rowsMax: number): AppError {
  return new AppError("INVALID", `This would be more than ${rowsMax} rows.`, {
    errors: [{ path: "by", message: "Narrow the centres or the dates" }],
  });
}
