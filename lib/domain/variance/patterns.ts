/**
 * Finds patterns that deserve attention, and states them in neutral terms: what was observed, over
 * how many days, and nothing about who was there. Each has a least number of days below which it is
 * not reported.
 */
import { buildControlChart, type ControlDay, CONTROL_DAYS_MIN, type Side } from "./control-chart";
import { areManyJustUnder } from "./just-under-tolerance";
import { cancelsOut } from "./cancelling-differences";
import { computeCoverage, computeGross, totalsByCurrency, type VarianceSums } from "./variance";

/**
 * run: days in a row on one side of the middle, lasting to the end. trend: amounts in one direction
 * at the end. drift: the moving average has left its band at the end. outside: days beyond the
 * usual band. quiet: a small net that hides large shorts and overs. just-under: unusually many of
 * the differences within tolerance are close to it. uncounted: lines that nobody counted.
 */
export const WATCH_PATTERNS = [
  "run",
  "trend",
  "drift",
  "outside",
  "quiet",
  "just-under",
  "uncounted",
] as const;
export type WatchPattern = (typeof WATCH_PATTERNS)[number];

/** A smaller share of counted lines deserves attention. */
export const COVERAGE_USUAL = 0.95;

export type WatchDay = VarianceSums & { businessDate: string; justUnderLines: number };

export type Finding = {
  pattern: WatchPattern;
  days: number;
  count: number;
  /**
   * It is the number of differences within tolerance, for the pattern that counts those just under
   * it.
   */
  outOf: number | null;
  side: Side | null;
  since: string | null;
  until: string | null;
  total: VarianceSums;
  coverage: number | null;
};

/**
 * The days of one series in one currency, added up, with the nets of those that can be compared.
 */
export type WatchSeries = {
  total: VarianceSums;
  justUnderLines: number;
  days: number;
  since: string | null;
  until: string | null;
  series: readonly ControlDay[];
};

/** The days are of one series in one currency, in order of their dates. */
export function findPatterns(days: readonly WatchDay[]): Finding[] {
  const [total] = totalsByCurrency(days);
  if (total === undefined) return [];
  const ends = { since: days[0]?.businessDate ?? null, until: days.at(-1)?.businessDate ?? null };
  const series = days.filter((day) => countCompared(day) > 0);
  const justUnderLines = days.reduce((sum, day) => sum + day.justUnderLines, 0);
  return listPatterns({ total, justUnderLines, days: days.length, ...ends, series });
}

export function listPatterns(watched: WatchSeries): Finding[] {
  const { total, justUnderLines, days, since, until, series } = watched;
  const about = { total, coverage: computeCoverage(total), until, outOf: null };
  const plain = { ...about, days, side: null, since };
  const found: Finding[] = listSeriesPatterns(series).map((one) => ({ ...about, ...one }));
  if (days >= CONTROL_DAYS_MIN && cancelsOut(total)) {
    found.push({ ...plain, pattern: "quiet", count: total.lines.short + total.lines.over });
  }
  const within = total.lines["within-tolerance"];
  if (days >= CONTROL_DAYS_MIN && areManyJustUnder(justUnderLines, within)) {
    found.push({ ...plain, pattern: "just-under", count: justUnderLines, outOf: within });
  }
  if (about.coverage !== null && about.coverage < COVERAGE_USUAL) {
    found.push({ ...plain, pattern: "uncounted", count: total.uncountedLines });
  }
  return found;
}

export function countCompared({ lines }: VarianceSums): number {
  return lines.matched + lines["within-tolerance"] + lines.over + lines.short;
}

type OfSeries = Pick<Finding, "pattern" | "days" | "count" | "side" | "since"> & {
  until?: string | null;
};

function listSeriesPatterns(series: readonly ControlDay[]): OfSeries[] {
  const { points } = buildControlChart(series);
  const days = series.length;
  const last = points.at(-1);
  const lasting = (last?.breaks ?? []).flatMap((one): OfSeries[] => {
    if (one.rule === "outside") return [];
    const pattern = one.rule === "ewma" ? "drift" : one.rule;
    return [{ pattern, days, count: one.days, side: one.side, since: one.since }];
  });
  const outside: { businessDate: string; side: Side }[] = [];
  for (const { businessDate, breaks } of points) {
    const found = breaks.find(({ rule }) => rule === "outside");
    if (found !== undefined) outside.push({ businessDate, side: found.side });
  }
  if (outside.length === 0) return lasting;
  const sides = new Set(outside.map(({ side }) => side));
  const [first] = outside;
  return [
    ...lasting,
    {
      pattern: "outside",
      days,
      count: outside.length,
      side: sides.size === 1 ? (first?.side ?? null) : null,
      since: first?.businessDate ?? null,
      until: outside.at(-1)?.businessDate ?? null,
    },
  ];
}

/** Sorts by pattern as listed, then by the number of days, then by the amount. */
export function compareFindings(a: Finding, b: Finding): number {
  const order = ({ pattern }: Finding) => WATCH_PATTERNS.indexOf(pattern);
  return order(a) - order(b) || b.count - a.count || computeGross(b.total) - computeGross(a.total);
}
