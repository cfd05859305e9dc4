/**
 * Arranges variances as a chart draws them: one point for each day, or for each week of a long
 * range, with a cumulative net. A day without known lines has no sums.
 */
import { type DateRange, countRangeDays, listDays, weekStart } from "../business-date";
import { type Minor, minor } from "../money";
import { computeGross, noSums, plusSums, type VarianceSums } from "./variance";
import { cancelsOut } from "./cancelling-differences";
import { groupBy } from "../group-by";

export type DatedSums = VarianceSums & { businessDate?: string | undefined };

export type SeriesPoint = DateRange & {
  sums: VarianceSums;
  /** It is false when there are no lines of these days. */
  known: boolean;
  /** The net of all days up to the end of this point. */
  cumulativeMinor: Minor;
};

export type Step = "day" | "week";

/** A range of more days is drawn week by week. */
const DAYS_MAX = 62;

export function chooseStep(range: DateRange): Step {
  return countRangeDays(range) > DAYS_MAX ? "week" : "day";
}

export type Point = DateRange & { days: string[] };

/** Lists the days of a range as points: single days, or from Monday to Sunday within the range. */
export function buildPoints(range: DateRange, step: Step = chooseStep(range)): Point[] {
  const points = groupBy(listDays(range), (day) => (step === "day" ? day : weekStart(day)));
  return [...points.values()].map((days) => ({
    from: days[0] ?? range.from,
    to: days.at(-1) ?? range.to,
    days,
  }));
}

export function buildSeries(
  rows: readonly DatedSums[],
  range: DateRange,
  currency: string,
  step: Step = chooseStep(range),
): SeriesPoint[] {
  const knownPoints = new Map<string, VarianceSums>();
  for (const row of rows) {
    if (row.currency !== currency || row.businessDate === undefined) continue;
    const { businessDate: day } = row;
    knownPoints.set(day, plusSums(knownPoints.get(day) ?? noSums(currency), row));
  }
  let cumulative = 0;
  return buildPoints(range, step).map(({ from, to, days }): SeriesPoint => {
    const known = days.flatMap((day) => knownPoints.get(day) ?? []);
    const sums = known.reduce(plusSums, noSums(currency));
    cumulative += sums.netMinor;
    return { from, to, sums, known: known.length > 0, cumulativeMinor: minor(cumulative) };
  });
}

/** Returns the point furthest from zero, or null where nothing differs. */
export function findPeak(points: readonly SeriesPoint[]): SeriesPoint | null {
  return points.reduce<SeriesPoint | null>((most, point) => {
    const size = Math.abs(point.sums.netMinor);
    return size > Math.abs(most?.sums.netMinor ?? 0) ? point : most;
  }, null);
}

/** Counts lines with both sides, and lines that Cashrec reports. */
export function countLines({ lines, uncountedLines }: VarianceSums) {
  const compared = lines.matched + lines["within-tolerance"] + lines.over + lines.short;
  return { compared, reported: compared + uncountedLines };
}

/** Lists the currency with the most lines first. */
export function listCurrencies(totals: readonly VarianceSums[]): string[] {
  const linesOf = (sums: VarianceSums) => sums.countedLines + sums.uncountedLines;
  return [...totals].sort((a, b) => linesOf(b) - linesOf(a)).map(({ currency }) => currency);
}

type Nearness = "further" | "closer" | "same";
export type Comparison = { nearness: Nearness; byMinor: Minor; share: number | null };

/**
 * Compares how far the net is from zero now and then. It is not compared with days that have no
 * lines, nor with so few lines that only their number would be compared.
 */
export function compareNet(
  now: VarianceSums,
  then: VarianceSums | undefined,
): Comparison | "unknown" | "few" {
  if (then === undefined) return "unknown";
  if (!isComparable(now, then)) return "few";
  const before = Math.abs(then.netMinor);
  const change = Math.abs(now.netMinor) - before;
  return {
    nearness: change === 0 ? "same" : change > 0 ? "further" : "closer",
    byMinor: minor(Math.abs(change)),
    share: before === 0 ? null : Math.abs(change) / before,
  };
}

/** Tells whether there are enough lines of then to compare amounts and not numbers of lines. */
export function isComparable(now: VarianceSums, then: VarianceSums): boolean {
  return countLines(then).reported >= countLines(now).reported * LIKE_LINES_MIN;
}

export type Concentration<Row> = { rows: Row[]; netMinor: Minor; share: number };

/**
 * Finds a few centres that make more than half of the net; null where it is spread, or there are
 * few.
 */
export function findConcentration<Row extends VarianceSums>(
  rows: readonly Row[],
  total: VarianceSums,
): Concentration<Row> | null {
  if (total.netMinor === 0 || rows.length < CONCENTRATION_OF_MIN) return null;
  const way = Math.sign(total.netMinor);
  const top = rows
    .filter(({ netMinor }) => Math.sign(netMinor) === way)
    .sort((a, b) => Math.abs(b.netMinor) - Math.abs(a.netMinor))
    .slice(0, CONCENTRATION_MAX);
  const netMinor = minor(top.reduce((sum, row) => sum + row.netMinor, 0));
  const share = netMinor / total.netMinor;
  return share > 0.5 && share <= 1 ? { rows: top, netMinor, share } : null;
}

/** Lists the rows whose small net hides large differences, the largest first. */
export function listCancelling<Row extends VarianceSums>(rows: readonly Row[]): Row[] {
  return rows.filter(cancelsOut).sort((a, b) => computeGross(b) - computeGross(a));
}

/** This is a share of the lines of now. */
const LIKE_LINES_MIN = 0.5;
const CONCENTRATION_MAX = 3;
const CONCENTRATION_OF_MIN = 6;
