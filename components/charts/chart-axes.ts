/**
 * All charts share these axes: amounts at the left with a line at each, dates below without lines.
 */
import { formatTick } from "@/lib/domain/screen/chart-scale";

const PLAIN = {
  axisLine: false,
  tickLine: false,
  tick: { fill: "var(--ink-3)", fontSize: 11 },
} as const;

type Scale = { width: number; ticks: number[]; currency: string; language: string };

export function amountAxis({ width, ticks, currency, language }: Scale) {
  return {
    ...PLAIN,
    width,
    ticks,
    domain: [ticks[0] ?? 0, ticks.at(-1) ?? 0],
    tickFormatter: (tick: number) => formatTick(tick, currency, language),
    // Every tick is shown: they are round and far apart, and need not be measured.
    interval: 0,
  } as const;
}

/**
 * Only amounts have grid lines. Those at dates are not requested, because each would be measured.
 */
export const GRID = {
  vertical: false,
  verticalCoordinatesGenerator: (): number[] => [],
  stroke: "currentColor",
  className: "text-rule",
};

export const DATE_AXIS = { ...PLAIN, scale: "band", height: 18 } as const;
