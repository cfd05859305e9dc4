"use client";

/**
 * Draws the upper part of the chart by day: bars of over and short, and a black tick for the net.
 */
import { Bar, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from "recharts";
import { amountAxis, GRID } from "./chart-axes";
import { RIGHT } from "./chart-margins";

export type DayDatum = {
  from: string;
  to: string;
  shortMinor: number;
  overMinor: number;
  netMinor: number;
  cumulativeMinor: number;
};

export type DayPartProps = {
  width: number;
  height: number;
  /** Amounts stand to the left of the days. */
  axis: number;
  /** Computes how wide one day is. */
  band: number;
  data: DayDatum[];
  ticks: number[];
  currency: string;
  language: string;
};

/** A class sets its colour; Recharts' own colours are switched off. */
const MONDAY = "[&_line]:stroke-rule";

type DayBarsProps = DayPartProps & { peak: { index: number; text: string } | null };

export function DayBars(props: DayBarsProps) {
  const { width, height, axis, band, data, ticks, currency, language, peak } = props;
  return (
    <ComposedChart
      width={width}
      height={height}
      data={data}
      margin={{ top: 8, right: RIGHT, bottom: 4, left: 0 }}
      stackOffset="sign"
      barCategoryGap="20%"
      accessibilityLayer={false}
    >
      <CartesianGrid {...GRID} />
      <Mondays data={data} />
      {/* It has no labels, so that no date is measured. */}
      <XAxis dataKey="from" hide interval={0} />
      <YAxis {...amountAxis({ width: axis, ticks, currency, language })} />
      <Bar
        dataKey="overMinor"
        stackId="sides"
        fill=""
        className="fill-over-fill"
        isAnimationActive={false}
      />
      <Bar
        dataKey="shortMinor"
        stackId="sides"
        fill=""
        className="fill-short-fill"
        isAnimationActive={false}
      />
      <ReferenceLine y={0} className="[&_line]:stroke-ink" stroke="" />
      <Line
        dataKey="netMinor"
        stroke="none"
        isAnimationActive={false}
        activeDot={false}
        dot={({ cx, cy, index }: DotProps) => (
          <NetTick
            key={index}
            {...{ cx, cy, band, width }}
            text={peak !== null && peak.index === index ? peak.text : ""}
            empty={isEmpty(data[index])}
          />
        )}
      />
    </ComposedChart>
  );
}

/** A line marks where each week begins; there is none where a point is a week. */
export function Mondays({ data }: { data: readonly DayDatum[] }) {
  return data
    .filter(({ from, to }, index) => index > 0 && from === to && isMonday(from))
    .map(({ from }) => (
      <ReferenceLine key={from} x={from} position="start" stroke="" className={MONDAY} />
    ));
}

export type DotProps = { cx?: number; cy?: number; index: number };

type NetTickProps = {
  cx?: number | undefined;
  cy?: number | undefined;
  band: number;
  width: number;
  text: string;
  /** When nothing differs, a tick on the zero line would only thicken it. */
  empty: boolean;
};

function NetTick({ cx = 0, cy = 0, band, width, text, empty }: NetTickProps) {
  const half = Math.max(1.5, band * 0.46);
  // The text is placed on the side that has space.
  const left = cx > width / 2;
  return (
    <g>
      {!empty && (
        <path d={`M${cx - half} ${cy}H${cx + half}`} strokeWidth={2} className="stroke-ink" />
      )}
      {text !== "" && (
        <text
          x={left ? cx - half - 6 : cx + half + 6}
          y={cy + 4}
          textAnchor={left ? "end" : "start"}
          className="fill-ink stroke-sheet text-[11px] [paint-order:stroke] [stroke-width:3px]"
        >
          {text}
        </text>
      )}
    </g>
  );
}

function isEmpty(datum: DayDatum | undefined): boolean {
  return datum === undefined || (datum.shortMinor === 0 && datum.overMinor === 0);
}

function isMonday(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).getUTCDay() === 1;
}
