import "server-only";

/**
 * Reads differences by their reason, in spans of a period and of the one before it. Only lines with
 * a reason and lines that lack one are read, each by an index that has no others; the differences
 * within tolerance are what these leave of the sums of days.
 */
import type { VarianceReasons } from "@/lib/contracts/variance-reasons";
import type { DateRange } from "@/lib/domain/business-date";
import type { LineFilter } from "@/lib/domain/line-filter";
import { minor } from "@/lib/domain/money";
import { NO_REASON } from "@/lib/domain/reason";
import type { SpanSums } from "@/lib/domain/variance/by-reason";
import { computeComparedRanges } from "@/lib/domain/variance/compare-periods";
import { countCompared } from "@/lib/domain/variance/patterns";
import { chooseSpanDays, listSpans } from "@/lib/domain/variance/spans";
import { readAsOf } from "../as-of/moment";
import { sql } from "../db/sql";
import { newValues } from "../line-search/conditions";
import { type ScopedFilter, scopedFilter } from "../line-search/scoped-filter";
import type { Views } from "./queries";
import { listSums } from "./sums";
import { explainedLines, unexplainedLines } from "./unexplained-lines";

export async function getVarianceReasons(
  scope: Views,
  search: LineFilter,
): Promise<VarianceReasons> {
  const { before } = computeComparedRanges(search);
  const current = { from: search.from, to: search.to };
  const spanDays = chooseSpanDays(current);
  const filter = await scopedFilter(scope, search, before.from);
  const readPeriod = async (range: DateRange) => {
    const spans = listSpans(range, spanDays);
    const own = { ...filter, ...range };
    const [rows, sums] = await Promise.all([
      listReasons(own, spanDays),
      listSums(own, ["business_date"]),
    ]);
    return {
      ...range,
      spans,
      sums: addBySpan(sums, spans),
      rows: rows.flatMap(({ span, ...row }) => {
        const at = spans.at(-1 - span);
        return at === undefined ? [] : [{ ...at, ...row }];
      }),
    };
  };
  return readAsOf(search.asOf, { ...filter, from: before.from }, async () => ({
    current: await readPeriod(current),
    before: await readPeriod(before),
  }));
}

type ReasonRecord = {
  span: number;
  currency: string;
  reason: string;
  lines: number;
  short: string;
  over: string;
};

/** The span 0 is the latest. A line of a filter's verdicts alone is not asked for here. */
async function listReasons(filter: ScopedFilter, spanDays: number) {
  const values = newValues();
  const last = values.add(filter.to);
  const rows = await sql<ReasonRecord>(
    `SELECT (${last}::date - l.business_date::date) / ${values.add(spanDays)}::int AS span,
            l.currency, coalesce(l.reason, '${NO_REASON}') AS reason, count(*)::int AS lines,
            coalesce(sum(least(l.difference_minor, 0)), 0) AS short,
            coalesce(sum(greatest(l.difference_minor, 0)), 0) AS over
       FROM (${explainedLines(filter, values)} UNION ALL ${unexplainedLines(filter, values)}) l
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    values.list,
  );
  return rows.map(({ short, over, ...row }) => ({
    ...row,
    shortMinor: minor(Number(short)),
    overMinor: minor(Number(over)),
  }));
}

/** A span without a compared line has no sums. */
function addBySpan(
  rows: Awaited<ReturnType<typeof listSums>>,
  spans: readonly DateRange[],
): SpanSums[] {
  const found = new Map<string, SpanSums>();
  for (const { keys, sums } of rows) {
    const { business_date: date = "" } = keys;
    const span = spans.find(({ from, to }) => from <= date && date <= to);
    const compared = countCompared(sums);
    if (span === undefined || compared === 0) continue;
    const key = `${span.from} ${sums.currency}`;
    const { from, to } = span;
    const so = found.get(key) ?? { from, to, currency: sums.currency, ...NOTHING };
    found.set(key, {
      ...so,
      compared: so.compared + compared,
      lines: so.lines + sums.lines.short + sums.lines.over + sums.lines["within-tolerance"],
      shortMinor: minor(so.shortMinor + sums.shortMinor),
      overMinor: minor(so.overMinor + sums.overMinor),
    });
  }
  return [...found.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

const NOTHING = { compared: 0, lines: 0, shortMinor: 0, overMinor: 0 };
