/** Draws short and over beside each other, on a scale that all rows share; figures stand beside. */
import type { Sides } from "@/lib/domain/variance/by-reason";

const WIDTH = 130;
const GAP = 0.8;

type AgeBarProps = {
  sides: Sides;
  /** The largest gross of all rows has the full width. */
  most: number;
};

export function AgeBar({ sides, most }: AgeBarProps) {
  const wide = (amount: number) => (most === 0 ? 0 : (Math.abs(amount) / most) * (WIDTH - GAP));
  const short = wide(sides.shortMinor);
  return (
    <svg width={WIDTH} height={14} aria-hidden="true" focusable="false" className="block">
      <rect y={2} width={short} height={10} className="fill-short-fill" />
      <rect
        x={short === 0 ? 0 : short + GAP}
        y={2}
        width={wide(sides.overMinor)}
        height={10}
        className="fill-over-fill"
      />
    </svg>
  );
}
