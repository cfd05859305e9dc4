import "server-only";

/**
 * Where sums can be read from, as SELECTs of the same columns: the totals of days, the cells of
 * days (their lines in arrays), and the sums kept over centres or months. None reads a line.
 */
import type { VarianceFilter } from "@/lib/contracts/variance";
import type { DateRange } from "@/lib/domain/business-date";
import { VERDICTS } from "@/lib/domain/line";
import {
  dayConditions,
  type Filter as LineFilter,
  type Values,
  verdictsOf,
} from "../reconciliations/search-sql";

export type Filter = LineFilter & Pick<VarianceFilter, "shiftId" | "tillId">;

export const KEY_COLUMNS = ["business_date", "centre_id", "shift_id", "till_id", "tender_id"];

const VERDICT_COLUMNS = VERDICTS.map((verdict) => `${verdict.replace("-", "_")}_lines`);
export const SUM_COLUMNS = [
  ...["expected_minor", "counted_minor", "short_minor", "over_minor", "sales_minor"],
  ...["sales_lines", ...VERDICT_COLUMNS],
];

/** From the totals of days; it knows nothing of shifts, tills and tenders. */
export function fromDays(filter: Filter, range: DateRange, values: Values): string {
  const sums = SUM_COLUMNS.map((column) => (column === "sales_lines" ? SHEET_SOLD : `d.${column}`));
  return `SELECT d.business_date, d.centre_id, '*' AS shift_id, '*' AS till_id, '*' AS tender_id,
                 d.currency, ${sums.join(", ")}
            FROM reconciliation d
           WHERE ${dayConditions({ ...filter, ...range }, values)} AND ${ANY_SHEET}`;
}

/** Of every row: it names the index that has all these columns. */
const ANY_SHEET = "d.sheet_version >= 0";

/** A day has sales to speak of when a cash sheet reports anything. */
const SHEET_SOLD = `(d.sheet_version > 0 AND d.matched_lines + d.within_tolerance_lines
  + d.short_lines + d.over_lines + d.uncounted_lines > 0)::int AS sales_lines`;

const CELL_COUNTS = VERDICTS.map((one, at) => {
  return `(c.verdict = '${one}')::int AS ${VERDICT_COLUMNS[at]}`;
});

/** From the cells of days, which know everything. */
export function fromCells(filter: Filter, range: DateRange, values: Values): string {
  const days = dayConditions({ ...filter, ...range }, values);
  return `SELECT d.business_date, d.centre_id, c.shift_id, c.till_id, c.tender_id, d.currency,
                 CASE WHEN c.gap IS NOT NULL THEN c.expected END AS expected_minor,
                 CASE WHEN c.gap IS NOT NULL THEN c.counted END AS counted_minor,
                 least(c.gap, 0) AS short_minor, greatest(c.gap, 0) AS over_minor,
                 c.sales AS sales_minor, (c.sales IS NOT NULL)::int AS sales_lines,
                 ${CELL_COUNTS.join(", ")}
            FROM variance_day d
           CROSS JOIN LATERAL (
             SELECT u.*, u.counted - u.expected AS gap
               FROM unnest(d.shift_ids, d.till_ids, d.tender_ids, d.expected_minor,
                      d.counted_minor, d.sales_minor, d.verdicts)
                 AS u (shift_id, till_id, tender_id, expected, counted, sales, verdict)) c
           WHERE ${[days, ...cellConditions("c", filter, values)].join(" AND ")}`;
}

/** Of all centres at once, by date, shift and tender. */
export function fromDateTotals(filter: Filter, range: DateRange, values: Values): string {
  const { from, to } = range;
  return fromTotals(filter, values, [
    "t.level = 'date'",
    `t.period BETWEEN ${values.add(from)} AND ${values.add(to)}`,
  ]);
}

/** Of whole months; `cells` when shifts, tills or tenders matter. */
export function fromMonths(
  filter: Filter,
  months: readonly string[],
  { cells, values }: { cells: boolean; values: Values },
): string {
  const { centreIds } = filter;
  return fromTotals(filter, values, [
    `t.level = '${cells ? "month-cell" : "month"}'`,
    `t.period = ANY(${values.add([...months])}::text[])`,
    ...(centreIds === null ? [] : [`t.centre_id = ANY(${values.add([...centreIds])}::text[])`]),
  ]);
}

function fromTotals(filter: Filter, values: Values, where: string[]): string {
  const states = filter.state ?? [];
  const all = [
    ...where,
    ...(states.length === 0 ? [] : [`t.state = ANY(${values.add([...states])}::text[])`]),
    ...cellConditions("t", filter, values),
  ];
  const sums = SUM_COLUMNS.map((column) => `t.${column}`).join(", ");
  return `SELECT t.period AS business_date, t.centre_id, t.shift_id, t.till_id, t.tender_id,
                 t.currency, ${sums}
            FROM variance_total t WHERE ${all.join(" AND ")}`;
}

function cellConditions(alias: string, filter: Filter, values: Values): string[] {
  const verdicts = verdictsOf(filter);
  const isOneOf = (column: string, wanted: readonly string[]) =>
    wanted.length === 0 ? [] : [`${alias}.${column} = ANY(${values.add([...wanted])}::text[])`];
  return [
    ...isOneOf("shift_id", filter.shiftId),
    ...isOneOf("till_id", filter.tillId),
    ...isOneOf("tender_id", filter.tenderId),
    ...(verdicts === null ? [] : isOneOf("verdict", verdicts)),
  ];
}
