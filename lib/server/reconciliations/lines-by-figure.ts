import "server-only";

/**
 * Builds the statement of one page of lines that are sorted by a figure, currency by currency,
 * because a minor unit of one is no measure for those of another.
 */
import type { Sort } from "@/lib/contracts/search";
import {
  lineConditions,
  linesAfter,
  matchingDayConditions,
  type Values,
} from "../line-search/conditions";
import type { Position } from "../line-search/cursor";
import { LINE } from "../line-search/rows";
import type { ScopedFilter } from "../line-search/scoped-filter";

type FigureSort = Exclude<Sort, "date">;
/** A page of `limit` lines after a position; after null it is the first one. */
export type PageAfter = { filter: ScopedFilter; limit: number; after: Position | null };

const FIGURES: Record<FigureSort, string> = {
  difference: "l.difference_minor",
  "-difference": "-l.difference_minor",
  size: "-abs(l.difference_minor)",
  expected: "l.expected_minor",
  "-expected": "-l.expected_minor",
  counted: "l.counted_minor",
  "-counted": "-l.counted_minor",
};

/**
 * No line of a day comes before these sums of its negative and positive differences. The sums of
 * what was expected and counted are no such bounds, because both have negative addends.
 */
const BOUNDS: Partial<Record<FigureSort, string>> = {
  difference: "d.short_minor",
  "-difference": "-d.over_minor",
  size: "-greatest(-d.short_minor, d.over_minor)",
};

const ORDER = `l.currency, sort_value, l.business_date DESC, l.centre_id, l.shift_id, l.till_id,
  l.tender_id`;

/** Selects one line more than the page has, by which it is known that there is another page. */
export function selectByFigure(page: PageAfter, sort: FigureSort, values: Values): string {
  return BOUNDS[sort] === undefined
    ? selectFromRange(page, sort, values)
    : selectFromFirstDays(page, sort, values);
}

/** All lines of the period are read: joined in half of the time that looking them up takes. */
function selectFromRange(page: PageAfter, sort: FigureSort, values: Values): string {
  const { filter, limit, after } = page;
  return writeOut(
    `SELECT l.*, ${figureOf(sort)} AS sort_value
       FROM reconciliation d JOIN reconciliation_line l USING (centre_id, business_date)
      WHERE ${matchingDayConditions(filter, values)} AND ${lineConditions(filter, values)}
        AND ${figuresAfter(after, sort, values)}`,
    limit,
    values,
  );
}

/**
 * The days whose bounds come first have a page of lines between them, of which the last one decides
 * how far the page reaches at most; a day whose bound is further is not read. Where they have fewer
 * lines, every day is.
 */
function selectFromFirstDays(page: PageAfter, sort: FigureSort, values: Values): string {
  const { filter, limit, after } = page;
  const linesOfDay = `CROSS JOIN LATERAL (
    SELECT l.*, ${figureOf(sort)} AS sort_value FROM reconciliation_line l
     WHERE l.centre_id = d.centre_id AND l.business_date = d.business_date
       AND ${lineConditions(filter, values)} AND ${figuresAfter(after, sort, values)}
    OFFSET 0) l`;
  return `
    WITH day AS MATERIALIZED (
      SELECT d.centre_id, d.business_date, d.currency, ${BOUNDS[sort]} AS bound
        FROM reconciliation d WHERE ${matchingDayConditions(filter, values)}
    ), furthest AS MATERIALIZED (
      SELECT l.currency, l.sort_value
        FROM (SELECT * FROM day WHERE ${unreadAfter(after, values)}
               ORDER BY currency, bound LIMIT ${values.add(limit + 1)}) d
       ${linesOfDay}
       ORDER BY l.currency, l.sort_value OFFSET ${values.add(limit)} LIMIT 1
    )
    ${writeOut(
      `SELECT l.* FROM day d ${linesOfDay}
        WHERE NOT EXISTS (SELECT FROM furthest)
           OR (d.currency, d.bound) <= (SELECT f.currency, f.sort_value FROM furthest f)`,
      limit,
      values,
    )}`;
}

/** Lines are written out once the page is found, because that takes longer than finding it. */
function writeOut(found: string, limit: number, values: Values): string {
  return `
    SELECT ${LINE}, l.sort_value
      FROM (${found} ORDER BY ${ORDER} LIMIT ${values.add(limit + 1)}) l
      JOIN centre c ON c.id = l.centre_id
     ORDER BY ${ORDER}`;
}

/** The days before have given their first lines to the pages before. */
function unreadAfter(after: Position | null, values: Values): string {
  if (after === null) return "true";
  const { currency, value } = after;
  return `(currency, bound) > (${values.add(currency)}, ${values.add(value)}::bigint)`;
}

/** Ascending, with absent figures last in every direction. */
function figureOf(sort: FigureSort): string {
  return `coalesce(${FIGURES[sort]}, 9223372036854775807)`;
}

function figuresAfter(after: Position | null, sort: FigureSort, values: Values): string {
  if (after === null) return "true";
  const figure = figureOf(sort);
  const currency = values.add(after.currency);
  const value = `${values.add(after.value)}::bigint`;
  const further = `${figure} > ${value} OR (${figure} = ${value} AND ${linesAfter(after, values)})`;
  return `(l.currency > ${currency} OR (l.currency = ${currency} AND (${further})))`;
}
