/** What all charts share: amounts at the left with a line at each, dates below without. */
import { formatTick } from "@/lib/domain/screen/chart-scale";

const PLAIN = {
  axisLine: false,
  tickLine: false,
  tick: { fill: "var(--ink-3)", fontSize: 11 },
} as const;

type Scale = { ticks: number[]; currency: string; language: string };

export function amountAxis({ ticks, currency, language }: Scale) {
  return {
    ...PLAIN,
    ticks,
    domain: [ticks[0] ?? 0, ticks.at(-1) ?? 0],
    tickFormatter: (tick: number) => formatTick(tick, currency, language),
    // All of them: they are round and far apart, and need not be measured.
    interval: 0,
  } as const;
}

/** Lines at the amounts alone. Those at the dates are not asked for: each would be measured. */
export const GRID = {
  vertical: false,
  verticalCoordinatesGenerator: (): number[] => [],
  stroke: "currentColor",
  className: "text-rule",
};

export const DATE_AXIS = { ...PLAIN, scale: "band", height: 18 } as const;
