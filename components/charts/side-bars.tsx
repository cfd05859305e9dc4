/**
 * Draws one row of a ranking: short to the left of zero, over to the right, and the net as a tick.
 */
import type { VarianceSums } from "@/lib/domain/variance/variance";
import { computePosition, type Span } from "@/lib/domain/variance/ranking";

const WIDTH = 168;
const HEIGHT = 20;

export function SideBars({ sums, span }: { sums: VarianceSums; span: Span }) {
  const at = (amount: number) => Math.round(computePosition(span, amount) * WIDTH * 10) / 10;
  const [short, zero, over] = [at(sums.shortMinor), at(0), at(sums.overMinor)];
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false" className="block">
      <rect x={short} y={4} width={zero - short} height={12} className="fill-short-fill" />
      <rect x={zero} y={4} width={over - zero} height={12} className="fill-over-fill" />
      <path d={`M${zero} 0v${HEIGHT}`} className="stroke-ink-2" />
      <path d={`M${at(sums.netMinor)} 1v18`} strokeWidth={2} className="stroke-ink" />
    </svg>
  );
}
