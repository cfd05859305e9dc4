import "server-only";

/** Sums a search per currency: from the days, or from lines when some of them are left out. */
import type { DayTotals, Total } from "@/lib/contracts/reconciliation";
import { minor } from "@/lib/domain/money";
import { sql } from "../db/sql";
import { type TotalRecord, toTotal } from "../line-search/rows";
import {
  dayConditions,
  narrowsLines,
  newValues,
  sqlOf,
  verdictsOf,
} from "../line-search/conditions";
import { isAnySheet } from "../line-search/few-centres";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { selectedLines } from "../line-search/selected-lines";

export async function listTotals(filter: ScopedFilter): Promise<Total[]> {
  if (verdictsOf(filter)?.length === 0) return [];
  const rows = await (narrowsLines(filter) ? sumLines(filter) : sumDays(filter));
  return rows.map((row) => ({ ...toTotal(row), dayCount: Number(row.day_count) }));
}

type SumRecord = TotalRecord & { day_count: string };

/** A day whose sheet has disappeared, and that nobody counted, has sums of nothing. */
const DAY_LINES = `d.matched_lines + d.within_tolerance_lines + d.short_lines + d.over_lines
  + d.uncounted_lines + d.unexpected_lines`;
const HAS_LINES = `sum(${DAY_LINES}) > 0`;

async function sumDays(filter: ScopedFilter): Promise<SumRecord[]> {
  const values = newValues();
  return sqlOf(filter)<SumRecord>(
    `SELECT d.currency, sum(d.expected_minor) AS expected, sum(d.counted_minor) AS counted,
            sum(d.short_minor) AS short, sum(d.over_minor) AS over,
            sum(d.uncounted_minor) AS uncounted, sum(d.unexpected_minor) AS unexpected,
            sum(d.matched_lines) AS matched_lines,
            sum(d.within_tolerance_lines) AS within_tolerance_lines,
            sum(d.short_lines) AS short_lines, sum(d.over_lines) AS over_lines,
            sum(d.uncounted_lines) AS uncounted_lines, sum(d.unexpected_lines) AS unexpected_lines,
            count(*) FILTER (WHERE ${DAY_LINES} > 0) AS day_count
       FROM reconciliation d
      WHERE ${dayConditions(filter, values)} AND ${isAnySheet(filter.centreIds)}
      GROUP BY d.currency HAVING ${HAS_LINES} ORDER BY d.currency`,
    values.list,
  );
}

/** It mirrors the sums of lib/domain/day: both sides for compared lines, one side for the rest. */
const LINE_SUMS = `
  coalesce(sum(l.expected_minor) FILTER (WHERE l.difference_minor IS NOT NULL), 0) AS expected,
  coalesce(sum(l.counted_minor) FILTER (WHERE l.difference_minor IS NOT NULL), 0) AS counted,
  coalesce(sum(l.difference_minor) FILTER (WHERE l.difference_minor < 0), 0) AS short,
  coalesce(sum(l.difference_minor) FILTER (WHERE l.difference_minor > 0), 0) AS over,
  coalesce(sum(l.expected_minor) FILTER (WHERE l.verdict = 'uncounted'), 0) AS uncounted,
  coalesce(sum(l.counted_minor) FILTER (WHERE l.verdict = 'unexpected'), 0) AS unexpected,
  count(*) FILTER (WHERE l.verdict = 'matched') AS matched_lines,
  count(*) FILTER (WHERE l.verdict = 'within-tolerance') AS within_tolerance_lines,
  count(*) FILTER (WHERE l.verdict = 'short') AS short_lines,
  count(*) FILTER (WHERE l.verdict = 'over') AS over_lines,
  count(*) FILTER (WHERE l.verdict = 'uncounted') AS uncounted_lines,
  count(*) FILTER (WHERE l.verdict = 'unexpected') AS unexpected_lines`;

const SUMS_OF_DAYS = `
  sum(expected) AS expected, sum(counted) AS counted, sum(short) AS short, sum(over) AS over,
  sum(uncounted) AS uncounted, sum(unexpected) AS unexpected,
  sum(matched_lines) AS matched_lines, sum(within_tolerance_lines) AS within_tolerance_lines,
  sum(short_lines) AS short_lines, sum(over_lines) AS over_lines,
  sum(uncounted_lines) AS uncounted_lines, sum(unexpected_lines) AS unexpected_lines`;

/** Day by day first, because PostgreSQL counts distinct days of many lines by sorting the lines. */
async function sumLines(filter: ScopedFilter): Promise<SumRecord[]> {
  const values = newValues();
  return sqlOf(filter)<SumRecord>(
    `WITH day AS (
       SELECT l.currency, ${LINE_SUMS} FROM ${selectedLines(filter, values)}
        GROUP BY l.currency, l.centre_id, l.business_date
     )
     SELECT currency, ${SUMS_OF_DAYS}, count(*) AS day_count
       FROM day GROUP BY currency ORDER BY currency`,
    values.list,
  );
}

type DateRecord = {
  business_date: string;
  currency: string;
  short: string;
  over: string;
  short_lines: string;
  over_lines: string;
  uncounted_lines: string;
};

/** Sums the same per business date, for the chart. */
export async function listDateTotals(filter: ScopedFilter): Promise<DayTotals["rows"]> {
  if (verdictsOf(filter)?.length === 0) return [];
  const values = newValues();
  const rows = await sql<DateRecord>(
    narrowsLines(filter)
      ? `SELECT l.business_date, l.currency,
                coalesce(sum(l.difference_minor) FILTER (WHERE l.difference_minor < 0), 0) AS short,
                coalesce(sum(l.difference_minor) FILTER (WHERE l.difference_minor > 0), 0) AS over,
                count(*) FILTER (WHERE l.verdict = 'short') AS short_lines,
                count(*) FILTER (WHERE l.verdict = 'over') AS over_lines,
                count(*) FILTER (WHERE l.verdict = 'uncounted') AS uncounted_lines
           FROM ${selectedLines(filter, values)}
          GROUP BY 1, 2 ORDER BY 1, 2`
      : `SELECT d.business_date, d.currency, sum(d.short_minor) AS short, sum(d.over_minor) AS over,
                sum(d.short_lines) AS short_lines, sum(d.over_lines) AS over_lines,
                sum(d.uncounted_lines) AS uncounted_lines
           FROM reconciliation d
          WHERE ${dayConditions(filter, values)} AND ${isAnySheet(filter.centreIds)}
          GROUP BY 1, 2 HAVING ${HAS_LINES} ORDER BY 1, 2`,
    values.list,
  );
  return rows.map((row) => ({
    businessDate: row.business_date,
    currency: row.currency,
    netMinor: minor(Number(row.short) + Number(row.over)),
    shortMinor: minor(Number(row.short)),
    overMinor: minor(Number(row.over)),
    shortLines: Number(row.short_lines),
    overLines: Number(row.over_lines),
    uncountedLines: Number(row.uncounted_lines),
  }));
}
