"use client";

/** Draws the lower part of the chart by day: the cumulative net, and the dates. */
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from "recharts";
import { formatBusinessDate } from "@/lib/domain/format";
import { amountAxis, DATE_AXIS, GRID } from "./chart-axes";
import { type DayPartProps, type DotProps, Mondays } from "./day-bars";
import { RIGHT } from "./chart-margins";

/** A date needs this width: it is a number, or a number and a month. */
const DAY_PX = 26;
const DATE_PX = 48;
/** Its texts stand above the plot, because within it they would cross the line. */
const LABEL = 20;

export function DayLine(props: DayPartProps & { label: string }) {
  const { width, height, axis, band, data, ticks, currency, language, label } = props;
  const last = data.length - 1;
  const every = Math.max(1, Math.ceil((band < DAY_PX ? DATE_PX : DAY_PX) / band));
  const formatDate = (from: string, index: number) => {
    const [, day = "", month = ""] = formatBusinessDate(from, language, "short").split(" ");
    const named = index === 0 || every > 1 || day === "1";
    return named ? `${day} ${month}` : day;
  };
  return (
    <LineChart
      width={width}
      height={height}
      data={data}
      margin={{ top: LABEL, right: RIGHT, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid {...GRID} />
      <Mondays data={data} />
      <XAxis {...DATE_AXIS} dataKey="from" interval={every - 1} tickFormatter={formatDate} />
      <YAxis {...amountAxis({ width: axis, ticks, currency, language })} />
      <ReferenceLine y={0} className="[&_line]:stroke-ink-2" stroke="" />
      <Line
        type="linear"
        dataKey="cumulativeMinor"
        className="[&_path]:stroke-ink"
        stroke=""
        strokeWidth={1.6}
        isAnimationActive={false}
        activeDot={false}
        dot={({ cx = 0, cy = 0, index }: DotProps) =>
          index === last ? (
            <g key={index}>
              <circle cx={cx} cy={cy} r={3} className="fill-ink" />
              <text x={width - RIGHT} y={11} textAnchor="end" className="fill-ink text-[11px]">
                {label}
              </text>
            </g>
          ) : (
            <g key={index} />
          )
        }
      />
    </LineChart>
  );
}
