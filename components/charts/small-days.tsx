"use client";

/** The net of each day of one centre, small, on the scale that all of them share. */
import type { SeriesPoint } from "@/lib/domain/variance-series";
import { placeIn, type Span } from "@/lib/domain/variance-rank";
import { useWidth } from "./use-width";

const HEIGHT = 44;

type SmallDaysProps = { points: readonly SeriesPoint[]; span: Span; title: string };

export function SmallDays({ points, span, title }: SmallDaysProps) {
  const [frame, width] = useWidth({ least: 80 });
  const band = width / Math.max(1, points.length);
  const at = (amount: number) => (1 - placeIn(span, amount)) * HEIGHT;
  const zero = at(0);
  return (
    <div ref={frame} className="h-[44px]">
      {width > 0 && (
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
      )}
    </div>
  );
}
