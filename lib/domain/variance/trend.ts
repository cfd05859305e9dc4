/**
 * Says whether a centre is getting worse: its differences of a period against those of the period
 * before, and against its own normal range. Each measure is compared by its distance from zero.
 *
 * - The **direction** is worse (or better) when the distance grew (or shrank) by at least 15 % and
 *   by more than the tolerance of one line, because less than that is rounding and change.
 * - The **normal range** is the middle 80 % of the centre's own sums of as many weeks as the period
 *   has, over the 52 weeks before it. It is never narrower than the tolerance. About a tenth of
 *   healthy centres lie above it by chance, and a page of many centres has to say so.
 * - There is no verdict where too little is known: when the two periods have very different
 *   numbers of compared lines, or when fewer than eight such sums are whole. Unknown is never zero.
 */
import { minor } from "../money";

export const TREND_MEASURES = ["gross", "net", "rate"] as const;
export type TrendMeasure = (typeof TREND_MEASURES)[number];

/** These are the sums of some days of one centre and currency. */
export type TrendSums = {
  shortMinor: number;
  overMinor: number;
  /** Null when no line states its sales. */
  salesMinor: number | null;
  /** The number of lines that could be compared. */
  compared: number;
};

export type TrendSeries = {
  current: TrendSums;
  before: TrendSums;
  /** The weeks before the period, the latest first; null where no line was compared. */
  history: readonly (TrendSums | null)[];
};

export const TREND_DIRECTIONS = ["worse", "better", "steady", "unknown"] as const;
export type TrendDirection = (typeof TREND_DIRECTIONS)[number];
export const RANGE_POSITIONS = ["above", "inside", "below"] as const;
export type RangePosition = (typeof RANGE_POSITIONS)[number];

export type Trend = {
  now: number | null;
  before: number | null;
  /** How much further from zero it is now; null when the periods can't be compared. */
  change: number | null;
  /** The change as a share of the distance before; null as well when that was zero. */
  share: number | null;
  direction: TrendDirection;
  range: { low: number; high: number } | null;
  position: RangePosition | null;
};

type TrendOptions = {
  measure: TrendMeasure;
  /** How many days the period has. */
  days: number;
  /** The tolerance of one line, in minor units. */
  toleranceMinor: number;
};

const SHARE_MIN = 0.15;
/** Periods are compared when the smaller has at least this share of the other's compared lines. */
const COMPARED_SHARE_MIN = 0.75;
const WEEK = 7;
const HISTORY_WEEKS = 52;
const SUMS_MIN = 8;
const [LOW, HIGH] = [0.1, 0.9];
/** About this share of centres in which nothing changed lies above the range. */
export const ABOVE_BY_CHANCE = 1 - HIGH;

export function computeTrend(series: TrendSeries, options: TrendOptions): Trend {
  const { current, before } = series;
  const floor = computeFloor(current, options);
  const now = measureOf(current, options.measure);
  const then = measureOf(before, options.measure);
  const change =
    now === null || then === null || !isComparable(current, before)
      ? null
      : Math.abs(now) - Math.abs(then);
  const distance = Math.abs(then ?? 0);
  const range = computeRange(series.history, options, floor);
  return {
    now,
    before: then,
    change,
    share: change === null || distance === 0 ? null : change / distance,
    direction: judgeDirection(change, distance, floor),
    range,
    position: now === null || range === null ? null : locate(now, range),
  };
}

/** Returns null where no line was compared, or where the sales of a rate are unknown. */
export function measureOf(sums: TrendSums | null, measure: TrendMeasure): number | null {
  if (sums === null || sums.compared === 0) return null;
  const { shortMinor, overMinor, salesMinor } = sums;
  if (measure === "net") return shortMinor + overMinor;
  if (measure === "gross") return overMinor - shortMinor;
  return salesMinor === null || salesMinor <= 0
    ? null
    : ((overMinor - shortMinor) * 1_000) / salesMinor;
}

export function addTrendSums(all: readonly TrendSums[]): TrendSums {
  const sales = all.flatMap(({ salesMinor }) => salesMinor ?? []);
  return {
    shortMinor: minor(all.reduce((sum, { shortMinor }) => sum + shortMinor, 0)),
    overMinor: minor(all.reduce((sum, { overMinor }) => sum + overMinor, 0)),
    salesMinor: sales.length === 0 ? null : minor(sales.reduce((sum, one) => sum + one, 0)),
    compared: all.reduce((sum, { compared }) => sum + compared, 0),
  };
}

function isComparable(a: TrendSums, b: TrendSums): boolean {
  const [fewer, more] = [Math.min(a.compared, b.compared), Math.max(a.compared, b.compared)];
  return fewer > 0 && fewer >= more * COMPARED_SHARE_MIN;
}

function judgeDirection(change: number | null, distance: number, floor: number): TrendDirection {
  if (change === null) return "unknown";
  if (Math.abs(change) <= floor || Math.abs(change) < distance * SHARE_MIN) return "steady";
  return change > 0 ? "worse" : "better";
}

/** The tolerance in the unit of the measure. */
function computeFloor({ salesMinor }: TrendSums, { measure, toleranceMinor }: TrendOptions) {
  if (measure !== "rate") return toleranceMinor;
  return salesMinor === null || salesMinor <= 0 ? 0 : (toleranceMinor * 1_000) / salesMinor;
}

/** Sums of weeks are scaled to the days of the period, which may be a month. */
function computeRange(
  history: TrendSeries["history"],
  { measure, days }: TrendOptions,
  floor: number,
): Trend["range"] {
  const weeks = Math.round(days / WEEK);
  if (days < WEEK) return null;
  const scale = measure === "rate" ? 1 : days / (weeks * WEEK);
  const sums = history.slice(0, HISTORY_WEEKS).flatMap((_, index, known) => {
    const window = known.slice(index, index + weeks);
    const whole = window.filter((week) => week !== null);
    if (whole.length < weeks) return [];
    const value = measureOf(addTrendSums(whole), measure);
    return value === null ? [] : [value * scale];
  });
  if (sums.length < SUMS_MIN) return null;
  const middle = computeQuantile(sums, 0.5);
  const low = Math.min(computeQuantile(sums, LOW), middle - floor);
  return {
    low: measure === "net" ? low : Math.max(0, low),
    high: Math.max(computeQuantile(sums, HIGH), middle + floor),
  };
}

function locate(now: number, { low, high }: { low: number; high: number }): RangePosition {
  if (now > high) return "above";
  return now < low ? "below" : "inside";
}

/** Interpolates between the two nearest values. */
function computeQuantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(at)] ?? 0;
  const upper = sorted[Math.ceil(at)] ?? 0;
  return lower + (upper - lower) * (at - Math.floor(at));
}
