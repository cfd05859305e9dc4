import "server-only";

/** Sums by some keys, from the smallest source there is, and rows of them as the contract has them. */
import { VERDICTS } from "@/lib/domain/line";
import { minor } from "@/lib/domain/money";
import type { VarianceSums } from "@/lib/domain/variance";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { newValues, verdictsOf } from "../reconciliations/search-sql";
import { type Keys, planSources } from "./plan";
import { type Filter, SUM_COLUMNS } from "./sources";

/** More are of no use on a screen, and would take long to read there. */
const ROWS_MAX = 50_000;

type SumRecord = { currency: string } & Record<string, string | null>;

export type KeyedSums = { keys: Record<string, string>; sums: VarianceSums };

export async function listSums(filter: Filter, keys: Keys): Promise<KeyedSums[]> {
  if (verdictsOf(filter)?.length === 0) return [];
  const values = newValues();
  const source = planSources(filter, keys, values);
  const columns = [...keys, "currency"].map((key) => `s.${key}`).join(", ");
  const rows = await sql<SumRecord>(
    `SELECT ${columns}, ${SUM_COLUMNS.map((name) => `sum(s.${name}) AS ${name}`).join(", ")}
       FROM (${source}) s
      GROUP BY ${columns} ORDER BY ${columns} LIMIT ${ROWS_MAX + 1}`,
    values.list,
  );
  if (rows.length > ROWS_MAX) throw tooMany();
  return rows.map(toKeyed(keys)).filter(({ sums }) => linesIn(sums) > 0);
}

function toKeyed(keys: Keys) {
  return (row: SumRecord): KeyedSums => ({
    keys: Object.fromEntries(keys.map((key) => [key, row[key] ?? ""])),
    sums: toSums(row),
  });
}

function toSums(row: SumRecord): VarianceSums {
  const amount = (name: string) => minor(Number(row[name] ?? 0));
  const lines = Object.fromEntries(
    VERDICTS.map((one) => [one, Number(row[`${one.replace("-", "_")}_lines`] ?? 0)]),
  ) as VarianceSums["lines"];
  const all = VERDICTS.reduce((sum, one) => sum + lines[one], 0);
  return {
    currency: row.currency,
    netMinor: minor(amount("short_minor") + amount("over_minor")),
    shortMinor: amount("short_minor"),
    overMinor: amount("over_minor"),
    expectedMinor: amount("expected_minor"),
    countedMinor: amount("counted_minor"),
    salesMinor: Number(row.sales_lines ?? 0) === 0 ? null : amount("sales_minor"),
    countedLines: all - lines.uncounted,
    uncountedLines: lines.uncounted,
    lines,
  };
}

/** A sum whose addends have gone again is no row. */
function linesIn({ countedLines, uncountedLines }: VarianceSums): number {
  return countedLines + uncountedLines;
}

function tooMany(): AppError {
  return new AppError("INVALID", `This would be more than ${ROWS_MAX} rows.`, {
    errors: [{ path: "by", message: "Narrow the centres or the dates" }],
  });
}
