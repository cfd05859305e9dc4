/**
 * Draws one bar of the waterfall, on the scale that all of them share. The figure stands beside it.
 */
const WIDTH = 160;
const EDGE = 4;
const THIN = 1.5;

export type Scale = (minor: number) => number;

/** Converts an amount to pixels; the lowest amount of all is at the left edge. */
export function createScale({ low, high }: { low: number; high: number }): Scale {
  const span = high - low || 1;
  return (minor) => Math.round((EDGE + ((minor - low) / span) * (WIDTH - 2 * EDGE)) * 10) / 10;
}

const INKS = {
  more: "fill-accent opacity-55",
  less: "fill-rule-strong",
  expected: "fill-ink",
  counted: "fill-accent",
  short: "fill-short-fill",
  over: "fill-over-fill",
};

type WaterfallBarProps = {
  scale: Scale;
  /** Nothing is drawn where one end is unknown. */
  from: number | null;
  to: number | null;
  ink: keyof typeof INKS;
  /** Tells whether a thread leads to the next row. */
  linked?: boolean;
};

export function WaterfallBar({ scale, from, to, ink, linked }: WaterfallBarProps) {
  if (from === null || to === null) return null;
  const [start, end] = [scale(from), scale(to)];
  const left = Math.min(start, end);
  return (
    <svg
      height="28"
      viewBox={`0 0 ${WIDTH} 28`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
      className="block w-24 overflow-visible @min-[560px]:w-40"
    >
      <rect
        className={INKS[ink]}
        x={left}
        y="7"
        width={Math.max(THIN, Math.abs(end - start))}
        height="14"
      />
      {linked === true && <path className="stroke-rule-strong" d={`M${end} 21v14`} />}
    </svg>
  );
}
