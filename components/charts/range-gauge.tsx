/** Draws a normal range as a bar, and the present figure as a tick that stands out outside it. */
import { computePosition, type Span } from "@/lib/domain/variance/ranking";

const WIDTH = 132;
const HEIGHT = 16;
const EDGE = 4;

type RangeGaugeProps = {
  now: number;
  low: number;
  high: number;
  /** All rows share this scale. */
  span: Span;
  isOutside: boolean;
  label: string;
};

export function RangeGauge({ now, low, high, span, isOutside, label }: RangeGaugeProps) {
  const at = (value: number) => EDGE + computePosition(span, value) * (WIDTH - 2 * EDGE);
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="block">
      <path d={`M${EDGE} 14.5H${WIDTH - EDGE}`} className="stroke-rule-strong" opacity={0.5} />
      <rect
        x={at(low)}
        y={4}
        width={Math.max(1, at(high) - at(low))}
        height={8}
        className="fill-rule"
      />
      <rect
        x={at(now) - 1.5}
        y={2}
        width={3}
        height={12}
        className={isOutside ? "fill-uncounted" : "fill-ink"}
      />
    </svg>
  );
}
