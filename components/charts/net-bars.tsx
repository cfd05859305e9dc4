"use client";

/** Net difference by day as bars: over above the zero line, short below; at its real width. */
import { useLocale } from "next-intl";
import {
  Bar,
  BarChart,
  Cell,
  LabelList,
  ReferenceArea,
  ReferenceLine,
  XAxis,
  YAxis,
} from "recharts";
import type { DayTotals } from "@/lib/contracts/reconciliation";
import { type DateRange, listDays } from "@/lib/domain/business-date";
import { formatDifference } from "@/lib/domain/format";
import { useWidth } from "./use-width";

const HEIGHT = 104;

type NetBarsProps = {
  rows: DayTotals["rows"];
  from: string;
  chosen: DateRange;
  title: string;
  currency: string;
};

export function NetBars({ rows, from, chosen, title, currency }: NetBarsProps) {
  const language = useLocale();
  const [frame, width] = useWidth();
  const nets = new Map(rows.map((row) => [row.businessDate, row.netMinor]));
  const days = listDays({ from, to: chosen.to });
  const isChosen = (date: string) => date >= chosen.from && date <= chosen.to;
  const data = days.map((date) => ({ date, net: nets.get(date) ?? 0 }));
  const worth = largestOf(data.filter(({ date }) => isChosen(date)));
  const every = Math.ceil(days.length / (width / 34));
  return (
    <div ref={frame} className="h-[104px]">
      {width > 0 && (
        <BarChart
          width={width}
          height={HEIGHT}
          data={data}
          margin={{ top: 14, right: 0, bottom: 0, left: 0 }}
          barCategoryGap="22%"
          accessibilityLayer={false}
          title={title}
          role="img"
        >
          <XAxis
            dataKey="date"
            interval={every - 1}
            tickFormatter={(date: string) => String(Number(date.slice(8)))}
            axisLine={false}
            tickLine={false}
            height={18}
            tick={{ className: "fill-ink-3 text-[11px]" }}
          />
          <YAxis hide domain={["dataMin", "dataMax"]} />
          {from < chosen.from && (
            <ReferenceArea x1={chosen.from} x2={chosen.to} className="fill-band" fill="" />
          )}
          <Bar dataKey="net" isAnimationActive={false} minPointSize={1}>
            {data.map(({ date, net }) => (
              <Cell
                key={date}
                fill=""
                className={net < 0 ? "fill-short-fill" : "fill-over-fill"}
                fillOpacity={isChosen(date) ? 1 : 0.38}
              />
            ))}
            <LabelList
              dataKey="date"
              content={({ x, y, width: bar, height, value }) =>
                worth !== undefined && value === worth.date ? (
                  <Figure
                    x={Number(x) + Number(bar) / 2}
                    width={width}
                    y={Math.min(Number(y), Number(y) + Number(height))}
                    net={worth.net}
                  >
                    {formatDifference(worth.net, currency, language)}
                  </Figure>
                ) : null
              }
            />
          </Bar>
          <ReferenceLine y={0} className="[&_line]:stroke-ink" stroke="" />
        </BarChart>
      )}
    </div>
  );
}

type DayNet = { date: string; net: number };

/** The one day whose figure is written; none when nothing differs. */
function largestOf(days: readonly DayNet[]): DayNet | undefined {
  return days
    .filter(({ net }) => net !== 0)
    .sort((one, other) => Math.abs(other.net) - Math.abs(one.net))[0];
}

type FigureProps = { x: number; y: number; width: number; net: number; children: string };

/** Of a figure in 11 px, generously: it must not be cut at the edge. */
const HALF_DIGIT = 3.5;

/** Above the bar or, where it hangs, above the zero line that it hangs from. */
function Figure({ x, y, width, net, children }: FigureProps) {
  const half = children.length * HALF_DIGIT;
  return (
    <text
      x={Math.min(Math.max(x, half), width - half)}
      y={y - 4}
      textAnchor="middle"
      className={`text-[11px] font-semibold ${net < 0 ? "fill-short" : "fill-over"}`}
    >
      {children}
    </text>
  );
}
