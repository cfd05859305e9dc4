import "server-only";

/**
 * Defines where sums can be read from, as SELECTs of the same columns: the totals of days, the
 * cells of days (their lines in arrays), and the stored sums over centres or months. None reads a
 * line.
 */
import type { DateRange } from "@/lib/domain/business-date";
import { VERDICTS } from "@/lib/domain/line";
import { cellConditions, dayConditions, narrowedTo, type Values } from "../line-search/conditions";
import { ANY_SHEET } from "../line-search/few-centres";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { CELL_SUMS } from "./columns";

const VERDICT_COLUMNS = VERDICTS.map((verdict) => `${verdict.replace("-", "_")}_lines`);
export const SUM_COLUMNS = [
  "expected_minor",
  "counted_minor",
  "short_minor",
  "over_minor",
  "sales_minor",
  "sales_lines",
  ...VERDICT_COLUMNS,
];

/** Only days have these columns; sums over dates and months do not. */
export const DAY_COLUMNS = [...SUM_COLUMNS, "just_under_lines"];

/** What days and their cells are read from; at a past moment, views of it have these names. */
export type Tables = { days: string; cells: string };
export const TABLES: Tables = { days: "reconciliation", cells: "variance_day" };

/** A `sign` of -1 subtracts: every figure gets the opposite sign. */
export type Added = { columns: readonly string[]; sign: 1 | -1; values: Values };
type AddedDays = Added & { tables: Tables };

/** Reads from the totals of days, which do not distinguish shifts, tills and tenders. */
export function fromDays(filter: ScopedFilter, range: DateRange, added: AddedDays): string {
  const { columns, sign, values, tables } = added;
  const sums = columns.map((name) => signed(sign, DAY_FIGURES[name] ?? `d.${name}`, name));
  return `SELECT d.business_date, d.centre_id, '*' AS shift_id, '*' AS till_id, '*' AS tender_id,
                 d.currency, ${sums.join(", ")}
            FROM ${tables.days} d
           WHERE ${dayConditions({ ...filter, ...range }, values)} AND ${ANY_SHEET}`;
}

/** A day has known sales when a cash sheet reports anything. */
const SHEET_SOLD = `(d.sheet_version > 0 AND d.matched_lines + d.within_tolerance_lines
  + d.short_lines + d.over_lines + d.uncounted_lines > 0)::int`;

/** Counts of days beside their sums; those of months are kept beside the sums of the months. */
export const DAY_COUNT_COLUMNS = ["closed_days", "open_days"];

/** A day does not say it when a register shift doesn't, and when it is from before these sums. */
const isUnknown = (shifts: string) =>
  `(d.${shifts} <> d.register_shifts OR (d.register_shifts = 0 AND d.matched_lines
    + d.within_tolerance_lines + d.short_lines + d.over_lines + d.uncounted_lines > 0))::int`;

export const DAY_FIGURES: Record<string, string> = {
  sales_lines: SHEET_SOLD,
  closed_days: "(d.state = 'closed')::int",
  open_days: "(d.state <> 'closed')::int",
  gross_unknown: isUnknown("gross_shifts"),
  tickets_unknown: isUnknown("ticket_shifts"),
};

const MONTH_FIGURES: Record<string, string> = {
  closed_days: "CASE WHEN t.state = 'closed' THEN t.days ELSE 0 END",
  open_days: "CASE WHEN t.state <> 'closed' THEN t.days ELSE 0 END",
};

const CELL_ARRAYS = {
  shift_ids: "shift_id",
  till_ids: "till_id",
  tender_ids: "tender_id",
  expected_minor: "expected",
  counted_minor: "counted",
  sales_minor: "sales",
  verdicts: "verdict",
  just_under: "just_under",
};
/**
 * Unnests in the list of columns, where rows are passed on cell by cell; FROM would collect those
 * of a day.
 */
const CELLS = Object.entries(CELL_ARRAYS).map(([array, name]) => `unnest(d.${array}) AS ${name}`);
/** Omits the last of them, which only the watch list needs. */
const SUM_CELLS = CELLS.slice(0, -1);

/**
 * The columns are in the order of `DAY_COLUMNS`. Minus null is null, so that absent figures stay
 * absent.
 */
const CELL_FIGURES = [
  "CASE WHEN c.counted IS NOT NULL THEN c.expected END",
  "CASE WHEN c.expected IS NOT NULL THEN c.counted END",
  "CASE WHEN c.counted < c.expected THEN c.counted - c.expected END",
  "CASE WHEN c.counted > c.expected THEN c.counted - c.expected END",
  "c.sales",
  "(c.sales IS NOT NULL)::int",
  ...VERDICTS.map((one) => `(c.verdict = '${one}')::int`),
  "c.just_under::int",
];

/** Reads from the cells of days, which have everything. */
export function fromCells(filter: ScopedFilter, range: DateRange, added: AddedDays): string {
  const { columns, sign, values, tables } = added;
  const cells = columns.includes("just_under_lines") ? CELLS : SUM_CELLS;
  const days = dayConditions({ ...filter, ...range }, values);
  const figures = columns.map((name, at) => signed(sign, CELL_FIGURES[at] ?? "", name));
  const where = cellConditions("c", filter, values);
  return `SELECT c.business_date, c.centre_id, c.shift_id, c.till_id, c.tender_id, c.currency,
                 ${figures.join(", ")}
            FROM (SELECT d.business_date, d.centre_id, d.currency, ${cells.join(", ")}
                    FROM ${tables.cells} d WHERE ${days}) c
           ${where.length === 0 ? "" : `WHERE ${where.join(" AND ")}`}`;
}

function signed(sign: 1 | -1, figure: string, name: string): string {
  return `${sign === 1 ? figure : `-(${figure})`} AS ${name}`;
}

/**
 * Selects the cells of such rows as `variance_added` has, as sums that stand under their dates.
 */
export function addedCells(days: string): string {
  const arrays = Object.keys(CELL_ARRAYS).slice(0, -1);
  const names = Object.values(CELL_ARRAYS).slice(0, -1);
  const figures = CELL_SUMS.map((name) => {
    return `a.sign * coalesce(${CELL_FIGURES[SUM_COLUMNS.indexOf(name)] ?? ""}, 0) AS ${name}`;
  });
  return `SELECT 'added' AS level, a.period, a.centre_id, a.state, a.currency,
                 c.shift_id, c.till_id, c.tender_id, ${figures.join(", ")}
            FROM ${days} a
           CROSS JOIN LATERAL unnest(${arrays.map((name) => `a.${name}`).join(", ")})
              AS c (${names.join(", ")})`;
}

/** Reads sums over all centres, by date, shift and tender. */
export function fromDateTotals(filter: ScopedFilter, range: DateRange, values: Values): string {
  const { from, to } = range;
  const where = ["t.level = 'date'", `t.period BETWEEN ${values.add(from)} AND ${values.add(to)}`];
  const added: Added = { columns: SUM_COLUMNS, sign: 1, values };
  return fromTotals({ ...filter, centreIds: null }, { table: "variance_total", where }, added);
}

export type Stored = { level: string; periods: readonly string[] };

/** Reads stored sums of centres in these periods. */
export function fromStored(filter: ScopedFilter, stored: Stored, added: Added): string {
  const where = [`t.level = '${stored.level}'`, periodIn(stored.periods, added.values)];
  return fromTotals(filter, { table: "variance_total", where }, added);
}

/** Reads what writes have added on these dates and was not moved to stored sums yet. */
export function fromAdded(filter: ScopedFilter, dates: readonly string[], added: Added): string {
  const table = `(${addedCells("variance_added")})`;
  return fromTotals(filter, { table, where: [periodIn(dates, added.values)] }, added);
}

function periodIn(periods: readonly string[], values: Values): string {
  return `t.period = ANY(${values.add([...periods])}::text[])`;
}

type Totals = { table: string; where: readonly string[] };

function fromTotals(filter: ScopedFilter, { table, where }: Totals, added: Added): string {
  const { columns, sign, values } = added;
  const { centreIds } = filter;
  const all = [
    ...where,
    // Without any centre there is no row.
    ...(centreIds === null ? [] : [`t.centre_id = ANY(${values.add([...centreIds])}::text[])`]),
    ...narrowedTo("t.state", filter.states, values),
    ...cellConditions("t", filter, values),
  ];
  const sums = columns.map((name) => signed(sign, MONTH_FIGURES[name] ?? `t.${name}`, name));
  return `SELECT t.period AS business_date, t.centre_id, t.shift_id, t.till_id, t.tender_id,
                 t.currency, ${sums.join(", ")}
            FROM ${table} t WHERE ${all.join(" AND ")}`;
}
