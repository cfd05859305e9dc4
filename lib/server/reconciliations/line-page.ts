import "server-only";

/**
 * Reads one page of lines. When sorted by date the page is found from the days, whose counters tell
 * how many of them are needed, so that its cost does not grow with the range.
 */
import type { Day, LineRow } from "@/lib/contracts/reconciliation";
import type { Sort } from "@/lib/contracts/search";
import { countRangeDays, listDays } from "@/lib/domain/business-date";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import type { Restore } from "../as-of/moment";
import { prepared, sql } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { mapInSteps } from "../give-way";
import {
  DAY_COLUMNS,
  type DayRecord,
  LINE,
  type LineRecord,
  readLine,
  toDay,
} from "../line-search/rows";
import { readCursor, writeCursor } from "../line-search/cursor";
import {
  daysFrom,
  lineConditions,
  linesAfter,
  matchingDayConditions,
  matchingLines,
  narrowsBeyondCounters,
  newValues,
  sqlOf,
  type Values,
  verdictsOf,
} from "../line-search/conditions";
import { isAnySheet } from "../line-search/few-centres";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { type PageAfter, selectByFigure } from "./lines-by-figure";

export type PageOf = {
  filter: ScopedFilter;
  sort: Sort;
  limit: number;
  cursor: string | undefined;
};

type PageRecord = LineRecord & { sort_value: string };
type Page = { lines: LineRow[]; nextCursor: string | null };

/** Returns at most `limit` lines, and the cursor of the next page. */
export async function findPage(page: PageOf): Promise<Page> {
  if (verdictsOf(page.filter)?.length === 0) return { lines: [], nextCursor: null };
  const { filter, limit, cursor } = page;
  const after = cursor === undefined ? null : readCursor(cursor, page.sort);
  const values = newValues();
  const text =
    page.sort === "date"
      ? byDate({ filter, limit, after }, values)
      : selectByFigure({ filter, limit, after }, page.sort, values);
  // Sorting by a figure reads days of all of the range, and the best plan depends on their number.
  const run = page.sort === "date" ? sqlOf(page.filter) : sql;
  const found = await run<PageRecord>(text, values.list);
  const lines = await mapInSteps(found.slice(0, page.limit), readLine);
  const last = lines.at(-1);
  const more = found.length > page.limit && last !== undefined;
  const value = found[lines.length - 1]?.sort_value ?? "";
  return { lines, nextCursor: more ? cursorAfter(page.sort, last, value) : null };
}

/** Finds the page of a past moment again, once what was recorded of its days is restored. */
export async function findRestoredPage(page: PageOf, restore: Restore): Promise<Page> {
  const { lines, nextCursor } = await findPage(page);
  const days = listDayKeys(lines);
  await restore(days);
  const [from = page.filter.from, ...later] = days.map((day) => day.businessDate).toSorted();
  const centreIds = [...new Set(days.map(({ centreId }) => centreId))];
  const filter = { ...page.filter, centreIds, from, to: later.at(-1) ?? from };
  return { lines: (await findPage({ ...page, filter })).lines, nextCursor };
}

/**
 * A day has as many matching lines as its counters say, so the required days are those before which
 * there is less than a page of lines; those of the first day may all belong to the page before.
 * When the filter names a tender, the counters can't tell, and every day of the range is a
 * candidate.
 */
function byDate({ filter, limit, after }: PageAfter, values: Values): string {
  const counted = matchingLines(filter);
  const enough = narrowsBeyondCounters(filter)
    ? "true"
    : `before - first < ${values.add(limit + 1)}`;
  const daysMax = narrowsBeyondCounters(filter) ? "" : `LIMIT ${values.add(limit + 2)}`;
  return `
    WITH candidate AS MATERIALIZED (
      SELECT d.centre_id, d.business_date, ${counted} AS matching
        FROM reconciliation d
       WHERE ${matchingDayConditions(filter, values)} AND ${isAnySheet(filter.centreIds)}
         AND ${after === null ? "true" : `(${daysFrom(after, values)})`}
       ORDER BY d.business_date DESC, d.centre_id ${daysMax}
    ), day AS (
      SELECT centre_id, business_date, sum(matching) OVER w - matching AS before,
             first_value(matching) OVER w AS first, row_number() OVER w AS position
        FROM candidate WINDOW w AS (ORDER BY business_date DESC, centre_id)
    )
    SELECT ${LINE}, '' AS sort_value
      FROM (SELECT * FROM day WHERE ${enough} ORDER BY position) d
      -- By the centre of the line, all centres would be read for each day.
      JOIN centre c ON c.id = d.centre_id
      CROSS JOIN LATERAL (
        SELECT * FROM reconciliation_line l
         WHERE l.centre_id = d.centre_id AND l.business_date = d.business_date
           AND ${lineConditions(filter, values)}
           AND ${after === null ? "true" : linesAfter(after, values)}
         OFFSET 0
      ) l
     ORDER BY d.position, l.shift_id, l.till_id, l.tender_id
     LIMIT ${values.add(limit + 1)}`;
}

function cursorAfter(sort: Sort, line: LineRow, value: string): string {
  const { centreId, businessDate, shiftId, tillId, tenderId } = line;
  const key = { centreId, businessDate, shiftId, tillId, tenderId };
  const currency = sort === "date" ? "" : line.currency;
  return writeCursor({ sort, currency, value, key });
}

/** What is read of so few days is read beside the page, although it may show none of some. */
const DAYS_AHEAD_MAX = 10;

/** Lists the days that a page may show; none when they are many, or are not known before. */
export function listDaysAhead({ centreIds, from, to }: ScopedFilter): DayKey[] {
  if (centreIds === null) return [];
  if (centreIds.length * countRangeDays({ from, to }) > DAYS_AHEAD_MAX) return [];
  const dates = listDays({ from, to });
  return centreIds.flatMap((centreId) => dates.map((businessDate) => ({ centreId, businessDate })));
}

/** Reads the heads of the groups of a page's lines. */
export async function listDaysOf(
  page: Promise<{ lines: readonly LineRow[] }>,
  ahead: readonly DayKey[],
): Promise<Day[]> {
  const [{ lines }, read] = await Promise.all([page, ahead.length === 0 ? null : readDays(ahead)]);
  const shown = new Map(listDayKeys(lines).map((key) => [formatDayKey(key), key]));
  const days = read ?? (await readDays([...shown.values()]));
  return days.filter((day) => shown.has(formatDayKey(day)));
}

/** Most lines are of the day of the line before; a day may be named again. */
function listDayKeys(lines: readonly LineRow[]): DayKey[] {
  const firstOfDays = lines.filter((line, at) => !isOfDay(line, lines[at - 1]));
  return firstOfDays.map(({ centreId, businessDate }) => ({ centreId, businessDate }));
}

function isOfDay(line: LineRow, other: LineRow | undefined): boolean {
  return line.centreId === other?.centreId && line.businessDate === other.businessDate;
}

async function readDays(keys: readonly DayKey[]): Promise<Day[]> {
  const found = await prepared<DayRecord>(
    `SELECT ${DAY_COLUMNS}
       FROM ${unnestDays()}
       JOIN reconciliation d USING (centre_id, business_date)
       JOIN centre c ON c.id = d.centre_id
      ORDER BY d.business_date DESC, d.centre_id`,
    keyArrays(keys),
  );
  return found.map(toDay);
}
