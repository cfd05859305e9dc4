/** Round amounts for the axis of a chart, in minor units, and how they are written beside it. */
import { formatCount, formatDifference } from "../format";
import { decimalsOf } from "../money";

/** From below the least to above the most; zero is always among them. */
export function computeTicks(amounts: readonly number[], count: number): number[] {
  return roundTicks(Math.min(0, ...amounts), Math.max(0, ...amounts), count);
}

/** Whole units without decimals: `+200`; anything finer as money. */
export function formatTick(amountMinor: number, currency: string, language: string): string {
  const unit = 10 ** decimalsOf(currency);
  if (amountMinor % unit !== 0) return formatDifference(amountMinor, currency, language);
  const text = formatCount(amountMinor / unit, language);
  return amountMinor > 0 ? `+${text}` : text;
}

function roundTicks(low: number, high: number, count: number): number[] {
  const least = Math.min(0, low);
  const most = Math.max(0, high);
  const step = roundStep((most - least) / Math.max(1, count));
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** 1, 2 or 5 times a power of ten, the first that is not smaller; of nothing 1. */
function roundStep(wanted: number): number {
  if (wanted <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const times = [1, 2, 5, 10].find((one) => one * power >= wanted) ?? 10;
  return times * power;
}
