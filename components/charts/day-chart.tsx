"use client";

/**
 * Over above the zero line, short below, net as a tick across; and beneath, over the same days and
 * on its own scale, the net added up. Each day is a link to its lines.
 */
import { useLocale } from "next-intl";
import { ticksOf } from "@/lib/domain/chart-scale";
import type { SeriesPoint } from "@/lib/domain/variance-series";
import { classNames } from "../ui/class-names";
import { ChartLinks } from "./chart-links";
import { DayBars } from "./day-bars";
import { DayLine } from "./day-line";
import { useWidth } from "./use-width";

export type DayChartProps = {
  points: readonly SeriesPoint[];
  currency: string;
  /** What the drawing shows, in a sentence. */
  finding: string;
  /** The words at the end of the line. */
  cumulative: string;
  peak: { index: number; text: string } | null;
  links: { label: string; marks: readonly { href: string; label: string }[] };
  onPoint: (index: number | null) => void;
};

/** Left of the plot, for the amounts; right of it, so that the last mark is not cut. */
export const AXIS = 52;
export const RIGHT = 8;
const NARROW = 600;

export function DayChart(props: DayChartProps) {
  const { points, currency, finding, cumulative, peak, links, onPoint } = props;
  const [frame, width] = useWidth();
  const language = useLocale();
  const narrow = width < NARROW;
  const [above, below] = narrow ? [150, 84] : [176, 100];
  const band = (width - AXIS - RIGHT) / Math.max(1, points.length);
  const data = points.map(({ from, to, sums, cumulativeMinor }) => ({
    ...{ from, to, cumulativeMinor },
    ...{ shortMinor: sums.shortMinor, overMinor: sums.overMinor, netMinor: sums.netMinor },
  }));
  const shared = { width, data, band, currency, language, finding };
  const marks = links.marks.map((mark, index) => ({
    ...mark,
    key: points[index]?.from ?? String(index),
    ...{ x: AXIS + index * band, width: band },
  }));
  return (
    <div ref={frame} className={classNames("relative", narrow ? "h-[234px]" : "h-[276px]")}>
      {width > 0 && (
        <>
          <DayBars
            {...shared}
            height={above}
            peak={peak}
            ticks={ticksOf(
              data.flatMap((one) => [one.shortMinor, one.overMinor]),
              narrow ? 5 : 6,
            )}
          />
          <DayLine
            {...shared}
            height={below}
            label={cumulative}
            ticks={ticksOf(
              data.map((one) => one.cumulativeMinor),
              narrow ? 2 : 3,
            )}
          />
          <ChartLinks
            label={links.label}
            marks={marks}
            width={width}
            height={above + below}
            onPoint={onPoint}
          />
        </>
      )}
    </div>
  );
}
