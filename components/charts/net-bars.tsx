"use client";

/**
 * Draws the net difference by day as bars at their real width: over above the zero line, short
 * below. It uses no library, because the first page of every morning has it, and a library of
 * charts is as large as that page.
 */
import { useLocale } from "next-intl";
import type { DayTotals } from "@/lib/contracts/reconciliation";
import { type DateRange, listDays } from "@/lib/domain/business-date";
import { formatDifference } from "@/lib/domain/format";
import { classNames } from "../ui/class-names";
import { netFill } from "./net-spark";
import { useWidth } from "./use-width";

const HEIGHT = 104;
/** The figure of the worst day stands above the bars, the dates below them. */
const TOP = 14;
const BOTTOM = HEIGHT - 18;
/** A date takes this width of the axis, so that no two touch. */
const DATE_PX = 34;
const BAR_SHARE = 0.56;
/** A day with a difference, however small, remains visible. */
const BAR_PX_MIN = 1;

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
  const known = new Map(rows.map((row) => [row.businessDate, row]));
  const days = listDays({ from, to: chosen.to });
  const isChosen = (date: string) => date >= chosen.from && date <= chosen.to;
  const data = days.map((date) => {
    const row = known.get(date);
    return { date, net: row?.netMinor ?? 0, fill: row === undefined ? "" : netFill(row) };
  });
  const labelled = findLargest(data.filter(({ date }) => isChosen(date)));
  const every = Math.ceil(days.length / (width / DATE_PX));
  const toY = createScale(data);
  const band = width / days.length;
  const first = days.indexOf(chosen.from);
  return (
    <div ref={frame} className="h-[104px]">
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={title} className="block">
          {first > 0 && (
            <rect
              x={first * band}
              y={TOP}
              width={width - first * band}
              height={BOTTOM - TOP}
              className="fill-band"
            />
          )}
          {data.map(({ date, net, fill }, index) => (
            <g key={date}>
              {net !== 0 && (
                <rect
                  x={(index + (1 - BAR_SHARE) / 2) * band}
                  y={net < 0 ? toY(0) : Math.min(toY(net), toY(0) - BAR_PX_MIN)}
                  width={band * BAR_SHARE}
                  height={Math.max(Math.abs(toY(net) - toY(0)), BAR_PX_MIN)}
                  fillOpacity={isChosen(date) ? 1 : 0.38}
                  className={fill}
                />
              )}
              {index % every === 0 && (
                <text
                  x={(index + 0.5) * band}
                  y={HEIGHT - 4}
                  textAnchor="middle"
                  className="fill-ink-3 text-[11px]"
                >
                  {Number(date.slice(8))}
                </text>
              )}
              {date === labelled?.date && (
                <Figure
                  x={(index + 0.5) * band}
                  width={width}
                  y={Math.min(toY(net), toY(0))}
                  ink={INKS[fill] ?? "fill-ink-2"}
                >
                  {formatDifference(net, currency, language)}
                </Figure>
              )}
            </g>
          ))}
          <line x2={width} y1={toY(0)} y2={toY(0)} className="stroke-ink" />
        </svg>
      )}
    </div>
  );
}

type DayNet = { date: string; net: number };

/**
 * Maps a difference to its height in the picture; without any difference, zero lies in the middle.
 */
function createScale(days: readonly DayNet[]): (net: number) => number {
  const most = Math.max(0, ...days.map(({ net }) => net));
  const least = Math.min(0, ...days.map(({ net }) => net));
  if (most === least) return () => (TOP + BOTTOM) / 2;
  return (net) => TOP + ((most - net) / (most - least)) * (BOTTOM - TOP);
}

/** Finds the one day whose figure is written; there is none when nothing differs. */
function findLargest(days: readonly DayNet[]): DayNet | undefined {
  return days
    .filter(({ net }) => net !== 0)
    .sort((one, other) => Math.abs(other.net) - Math.abs(one.net))[0];
}

const INKS: Record<string, string> = {
  "fill-short-fill": "fill-short",
  "fill-over-fill": "fill-over",
};

type FigureProps = { x: number; y: number; width: number; ink: string; children: string };

/** Estimates the width of a figure in 11 px generously, because it must not be cut at the edge. */
const HALF_DIGIT = 3.5;

/** The label stands above the bar or, for a negative one, above the zero line. */
function Figure({ x, y, width, ink, children }: FigureProps) {
  const half = children.length * HALF_DIGIT;
  return (
    <text
      x={Math.min(Math.max(x, half), width - half)}
      y={y - 4}
      textAnchor="middle"
      className={classNames("text-[11px] font-semibold", ink)}
    >
      {children}
    </text>
  );
}
