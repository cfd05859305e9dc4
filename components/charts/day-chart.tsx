"use client";

/**
 * Draws over above the zero line, short below, and the net as a tick across; and beneath, over the
 * same days and on its own scale, the cumulative net. Each day is a link to its lines.
 */
import { useLocale } from "next-intl";
import { useMemo } from "react";
import { computeAxisWidth, computeTicks } from "@/lib/domain/screen/chart-scale";
import type { SeriesPoint } from "@/lib/domain/variance/series";
import { ChartMarks, type MarkLinks } from "./chart-marks";
import { DayBars, type DayDatum } from "./day-bars";
import { DayLine } from "./day-line";
import { ChartFrame } from "./chart-frame";
import { DAY_CHART_HEIGHT } from "./chart-heights";
import { useWidth } from "./use-width";
import { RIGHT } from "./chart-margins";

export type DayChartProps = {
  points: readonly SeriesPoint[];
  currency: string;
  /** Describes in a sentence what the chart shows. */
  finding: string;
  /** This text stands at the end of the line. */
  cumulative: string;
  peak: { index: number; text: string } | null;
  links: MarkLinks<SeriesPoint>;
};
/** Below this width it is less high, as in chart-heights.ts. */
const NARROW = 600;

export function DayChart(props: DayChartProps) {
  const { points, currency, finding, cumulative, peak, links } = props;
  const [frame, width] = useWidth({ wholeSheet: true });
  const language = useLocale();
  const narrow = width < NARROW;
  const [above, below] = narrow ? [146, 88] : [172, 104];
  const data = useMemo(() => points.map(toDatum), [points]);
  const sides = data.flatMap((one) => [one.shortMinor, one.overMinor]);
  const ticks = {
    bars: computeTicks(sides, narrow ? 5 : 6),
    line: computeTicks(
      data.map((one) => one.cumulativeMinor),
      narrow ? 2 : 3,
    ),
  };
  const axis = computeAxisWidth([...ticks.bars, ...ticks.line], { currency, language });
  const band = (width - axis - RIGHT) / Math.max(1, points.length);
  const shared = { width, data, axis, band, currency, language };
  return (
    <ChartMarks {...{ points, links, width }} left={axis} step={band} height={above + below}>
      <ChartFrame ref={frame} finding={finding} heightClass={DAY_CHART_HEIGHT}>
        {width > 0 && (
          <>
            <DayBars {...shared} height={above} peak={peak} ticks={ticks.bars} />
            <DayLine {...shared} height={below} label={cumulative} ticks={ticks.line} />
          </>
        )}
      </ChartFrame>
    </ChartMarks>
  );
}

function toDatum({ from, to, sums, cumulativeMinor }: SeriesPoint): DayDatum {
  const { shortMinor, overMinor, netMinor } = sums;
  return { from, to, cumulativeMinor, shortMinor, overMinor, netMinor };
}
