/**
 * Chooses round amounts for the axis of a chart, in minor units, formats them, and computes what
 * space they take.
 */
import { formatCount, formatDifference } from "../format";
import { decimalsOf } from "../money";

/** The ticks span from below the lowest to above the highest amount, and always include zero. */
export function computeTicks(amounts: readonly number[], count: number): number[] {
  return roundTicks(Math.min(0, ...amounts), Math.max(0, ...amounts), count);
}

/** Formats whole units without decimals, `+200`, and anything finer as money. */
export function formatTick(amountMinor: number, currency: string, language: string): string {
  const unit = 10 ** decimalsOf(currency);
  if (amountMinor % unit !== 0) return formatDifference(amountMinor, currency, language);
  const text = formatCount(amountMinor / unit, language);
  return amountMinor > 0 ? `+${text}` : text;
}

/** Charts of usual amounts begin at the same place. */
const AXIS_MIN = 52;
/** A digit has at most this width in the fonts of the application. */
const DIGIT = 7;
/** Between the amounts and the chart. */
const GAP = 8;

/** Returns pixels. The longest amount fits with its sign; its separators leave some to spare. */
export function computeAxisWidth(
  ticks: readonly number[],
  { currency, language }: { currency: string; language: string },
): number {
  const texts = ticks.map((tick) => formatTick(tick, currency, language));
  return Math.max(AXIS_MIN, computeTextWidth(texts) + GAP);
}

/** Returns the pixels that the longest text takes at most, at the size of ticks. */
export function computeTextWidth(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length)) * DIGIT;
}

function roundTicks(low: number, high: number, count: number): number[] {
  const least = Math.min(0, low);
  const most = Math.max(0, high);
  const step = roundStep((most - least) / Math.max(1, count));
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/**
 * Returns 1, 2 or 5 times a power of ten, the first that is not smaller; 1 when nothing is wanted.
 */
function roundStep(wanted: number): number {
  if (wanted <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const times = [1, 2, 5, 10].find((one) => one * power >= wanted) ?? 10;
  return times * power;
}
