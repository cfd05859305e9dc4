"use client";

/**
 * Draws the net of each day of one centre, small, on a scale that all centres share. Each day is a
 * link to its lines.
 */
import type { SeriesPoint } from "@/lib/domain/variance/series";
import { computePosition, type Span } from "@/lib/domain/variance/ranking";
import { ChartLinks } from "./chart-links";
import { useWidth } from "./use-width";

const HEIGHT = 44;

type SmallDaysProps = {
  points: readonly SeriesPoint[];
  span: Span;
  title: string;
  links: { label: string; marks: readonly { href: string; label: string }[] };
};

export function SmallDays({ points, span, title, links }: SmallDaysProps) {
  const [frame, width] = useWidth({ least: 80 });
  const band = width / Math.max(1, points.length);
  const at = (amount: number) => (1 - computePosition(span, amount)) * HEIGHT;
  const zero = at(0);
  const marks = links.marks.map((mark, index) => ({
    ...mark,
    key: points[index]?.from ?? String(index),
    x: index * band,
    width: band,
  }));
  return (
    <div ref={frame} className="relative h-[44px]">
      {width > 0 && (
        <>
          <svg width={width} height={HEIGHT} role="img" aria-label={title} className="block">
            <title>{title}</title>
            {points.map(({ from, sums }, index) => (
              <rect
                key={from}
                x={index * band}
                y={Math.min(zero, at(sums.netMinor))}
                width={Math.max(1, band * 0.8)}
                height={Math.abs(at(sums.netMinor) - zero)}
                className={sums.netMinor < 0 ? "fill-short-fill" : "fill-over-fill"}
              />
            ))}
            <path d={`M0 ${zero}H${width}`} className="stroke-ink-2" />
          </svg>
          <ChartLinks label={links.label} marks={marks} width={width} height={HEIGHT} />
        </>
      )}
    </div>
  );
}
