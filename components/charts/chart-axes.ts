/** What the axes of all charts share: amounts at the left, dates below, no lines of their own. */
import { formatTick } from "@/lib/domain/chart-scale";

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

export const DATE_AXIS = { ...PLAIN, scale: "band", height: 18 } as const;
