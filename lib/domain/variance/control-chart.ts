/**
 * Finds what is usual for one series of daily differences, and which days are unusual. The middle
 * is the median and the width comes from the median distance to it, so that a few extreme days do
 * not widen the band. Amounts are minor units; a median may be half of one.
 *
 * Sources: the Western Electric rules (one point beyond three sigma, eight on one side),
 * Nelson's rule 3 (six in one direction), and Roberts' exponentially weighted moving average.
 */
import { computeRuns, computeTrends } from "./control-chart-runs";

/** The rules are in the order in which a sentence names them. */
export const CONTROL_RULES = ["outside", "ewma", "run", "trend"] as const;
export type ControlRule = (typeof CONTROL_RULES)[number];

/** With fewer days no band is computed, and no day is unusual. */
export const CONTROL_DAYS_MIN = 14;
/** As many days in a row on one side of the middle, or in one direction, are seldom chance. */
const RUN_DAYS_MIN = 8;
const TREND_DAYS_MIN = 6;

const SIGMAS = 3;
/** When a larger share of the days lies outside the band, it says nothing. */
const OUTSIDE_SHARE_MAX = 0.25;
/**
 * These factors make the median and the mean distance estimate the standard deviation of normally
 * distributed days.
 */
export const SIGMA_OF_MEDIAN_DISTANCE = 1.4826;
export const SIGMA_OF_MEAN_DISTANCE = 1.2533;
/** The newest day has this weight. */
const EWMA_WEIGHT = 0.2;

export type ControlDay = { businessDate: string; netMinor: number };

export type Side = "above" | "below";

type ControlBreak = {
  rule: ControlRule;
  /** For runs, the side that they are on, or the direction in which they go. */
  side: Side;
  /** It is the length of the run by this day; 1 for a single day. */
  days: number;
  since: string;
  /** How far the day is beyond its limit; null for runs. */
  beyondMinor: number | null;
};

export type ControlPoint = ControlDay & { ewmaMinor: number; breaks: ControlBreak[] };

export type ControlBand = {
  middleMinor: number;
  lowMinor: number;
  highMinor: number;
  ewmaLowMinor: number;
  ewmaHighMinor: number;
};

/**
 * The days are in order of their dates; a day without a difference is not among them. The band is
 * never narrower than `floorMinor` on each side, which is what a line may differ without a word.
 */
export function buildControlChart(
  days: readonly ControlDay[],
  floorMinor = 0,
): {
  points: ControlPoint[];
  band: ControlBand | null;
} {
  const amounts = days.map(({ netMinor }) => netMinor);
  const band = findBand(amounts, floorMinor);
  const averages = computeEwma(amounts, band);
  const runs = computeRuns(amounts, band?.middleMinor ?? 0);
  const trends = computeTrends(amounts);
  const points = days.map((day, index): ControlPoint => {
    const ewmaMinor = averages[index] ?? 0;
    const { businessDate, netMinor } = day;
    if (band === null) return { businessDate, netMinor, ewmaMinor, breaks: [] };
    const breaks = [
      beyond("outside", day, netMinor, band.lowMinor, band.highMinor),
      beyond("ewma", day, ewmaMinor, band.ewmaLowMinor, band.ewmaHighMinor),
      runBreak("run", days, index, runs[index], RUN_DAYS_MIN),
      runBreak("trend", days, index, trends[index], TREND_DAYS_MIN),
    ].filter((one) => one !== null);
    return { businessDate, netMinor, ewmaMinor, breaks };
  });
  return { points, band };
}

/** Returns null for an empty list. */
export function computeMedian(amounts: readonly number[]): number | null {
  if (amounts.length === 0) return null;
  const sorted = Float64Array.from(amounts).sort();
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}

/** Returns null for too few days, and where so many lie outside that none is usual. */
function findBand(amounts: readonly number[], floorMinor: number): ControlBand | null {
  if (amounts.length < CONTROL_DAYS_MIN) return null;
  const band = computeBand(amounts, floorMinor);
  const outside = amounts.filter((one) => one < band.lowMinor || one > band.highMinor).length;
  return outside > amounts.length * OUTSIDE_SHARE_MAX ? null : band;
}

function computeBand(amounts: readonly number[], floorMinor: number): ControlBand {
  const middleMinor = computeMedian(amounts) ?? 0;
  const distances = amounts.map((amount) => Math.abs(amount - middleMinor));
  // Where more than half of the days are equal, the mean still shows how far the others are away.
  const mean = distances.reduce((sum, one) => sum + one, 0) / Math.max(1, distances.length);
  const usual = (computeMedian(distances) ?? 0) * SIGMA_OF_MEDIAN_DISTANCE;
  const sigma = usual > 0 ? usual : mean * SIGMA_OF_MEAN_DISTANCE;
  const width = Math.max(floorMinor, SIGMAS * sigma);
  const ewmaWidth = width * Math.sqrt(EWMA_WEIGHT / (2 - EWMA_WEIGHT));
  return {
    middleMinor,
    lowMinor: middleMinor - width,
    highMinor: middleMinor + width,
    ewmaLowMinor: middleMinor - ewmaWidth,
    ewmaHighMinor: middleMinor + ewmaWidth,
  };
}

/** Days outside the band enter at its edge, because one extreme day is no drift. */
function computeEwma(amounts: readonly number[], band: ControlBand | null): number[] {
  let average = band?.middleMinor ?? amounts[0] ?? 0;
  return amounts.map((amount) => {
    const known =
      band === null ? amount : Math.min(band.highMinor, Math.max(band.lowMinor, amount));
    average += EWMA_WEIGHT * (known - average);
    return average;
  });
}

function beyond(
  rule: ControlRule,
  { businessDate }: ControlDay,
  amount: number,
  low: number,
  high: number,
): ControlBreak | null {
  if (amount >= low && amount <= high) return null;
  const side = amount > high ? "above" : "below";
  const beyondMinor = side === "above" ? amount - high : low - amount;
  return { rule, side, days: 1, since: businessDate, beyondMinor };
}

function runBreak(
  rule: ControlRule,
  days: readonly ControlDay[],
  index: number,
  run: number | undefined,
  least: number,
): ControlBreak | null {
  const length = Math.abs(run ?? 0);
  if (length < least) return null;
  const since = days[index - length + 1]?.businessDate ?? "";
  const side = (run ?? 0) > 0 ? "above" : "below";
  return { rule, side, days: length, since, beyondMinor: null };
}
