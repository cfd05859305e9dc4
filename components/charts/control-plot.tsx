"use client";

/**
 * Draws the daily differences of one centre or till with its own usual band: points outside as
 * triangles, runs in ochre. Each day is a link to its lines.
 */
import { useLocale } from "next-intl";
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  XAxis,
  YAxis,
} from "recharts";
import type { ControlChart } from "@/lib/contracts/variance";
import { computeAxisWidth, computeTextWidth, computeTicks } from "@/lib/domain/screen/chart-scale";
import { chooseMark, listRunDates } from "@/lib/domain/variance/control-chart-marks";
import { formatBusinessDate } from "@/lib/domain/format";
import { amountAxis, DATE_AXIS, GRID } from "./chart-axes";
import { ChartMarks, type MarkLinks } from "./chart-marks";
import { ControlDot } from "./control-dot";
import { ChartFrame } from "./chart-frame";
import { CONTROL_PLOT_HEIGHT } from "./chart-heights";
import { useWidth } from "./use-width";

type ControlPoint = ControlChart["points"][number];

export type ControlPlotProps = {
  chart: ControlChart;
  finding: string;
  /** These are the three figures of the band, from above. */
  bandText: readonly [high: string, middle: string, low: string] | null;
  links: MarkLinks<ControlPoint>;
};

/** The figures of the band stand to the right, in at least so many pixels. */
const RIGHT_MIN = 64;
const HEIGHT = 220;
const DATE_PX = 48;

export function ControlPlot({ chart, finding, bandText, links }: ControlPlotProps) {
  const [frame, width] = useWidth({ wholeSheet: true });
  const language = useLocale();
  const { points, band, currency } = chart;
  const runs = listRunDates(points);
  const figures = points.flatMap(({ netMinor, ewmaMinor }) => [netMinor, ewmaMinor]);
  const ticks = computeTicks(
    [...figures, ...(band === null ? [] : [band.lowMinor, band.highMinor])],
    6,
  );
  const axis = computeAxisWidth(ticks, { currency, language });
  const right = Math.max(RIGHT_MIN, computeTextWidth(bandText ?? []));
  const step = (width - axis - right) / Math.max(1, points.length);
  const edges = band === null || bandText === null ? [] : buildEdges(band, bandText, ticks);
  return (
    <ChartMarks {...{ points, links, width, step }} left={axis} height={HEIGHT}>
      <ChartFrame ref={frame} finding={finding} heightClass={CONTROL_PLOT_HEIGHT}>
        {width > 0 && (
          <ComposedChart
            width={width}
            height={HEIGHT}
            data={points}
            margin={{ top: 10, right, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid {...GRID} />
            {band !== null && (
              <ReferenceArea y1={band.lowMinor} y2={band.highMinor} fill="var(--band)" />
            )}
            {edges.map(({ name, y, text, middle, dy }) => (
              <ReferenceLine
                key={name}
                y={y}
                stroke={middle ? "var(--ink-2)" : "var(--ink-3)"}
                {...(middle ? {} : { strokeDasharray: "4 3" })}
                label={{ value: text, position: "right", dy, fill: "var(--ink-3)", fontSize: 11 }}
              />
            ))}
            <XAxis
              {...DATE_AXIS}
              dataKey="businessDate"
              interval={Math.max(0, Math.ceil(DATE_PX / step) - 1)}
              tickFormatter={(date: string) =>
                formatBusinessDate(date, language, "short").split(" ").slice(1).join(" ")
              }
            />
            <YAxis {...amountAxis({ width: axis, ticks, currency, language })} />
            <Line
              dataKey="ewmaMinor"
              stroke="var(--series-4)"
              strokeWidth={1.6}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
            <Line
              dataKey="netMinor"
              type="linear"
              stroke="var(--ink)"
              strokeWidth={1}
              strokeOpacity={0.45}
              isAnimationActive={false}
              activeDot={false}
              dot={({ cx, cy, index }: { cx?: number; cy?: number; index: number }) => {
                const point = points[index];
                const mark = point === undefined ? "usual" : chooseMark(point);
                const inRun = point !== undefined && runs.has(point.businessDate);
                return (
                  <ControlDot
                    key={index}
                    cx={cx ?? 0}
                    cy={cy ?? 0}
                    mark={mark === "usual" && inRun ? "run" : mark}
                  />
                );
              }}
            />
          </ComposedChart>
        )}
      </ChartFrame>
    </ChartMarks>
  );
}

/** A line of text needs this height. */
const TEXT_PX = 13;

type Band = NonNullable<ControlChart["band"]>;

/**
 * Where the band is too narrow for three figures the middle one is omitted; the others move apart.
 */
function buildEdges(band: Band, text: readonly [string, string, string], ticks: readonly number[]) {
  const span = (ticks.at(-1) ?? 0) - (ticks[0] ?? 0);
  const gap = span === 0 ? 0 : ((band.highMinor - band.lowMinor) / span) * (HEIGHT - 28);
  const apart = Math.max(0, (TEXT_PX - gap) / 2);
  const roomy = gap >= TEXT_PX * 2;
  return [
    { name: "high", y: band.highMinor, text: text[0], middle: false, dy: -apart },
    { name: "middle", y: band.middleMinor, text: roomy ? text[1] : "", middle: true, dy: 0 },
    { name: "low", y: band.lowMinor, text: text[2], middle: false, dy: apart },
  ];
}
