/** Draws a share of the whole as a bar, and the share before as a tick across it. */
const WIDTH = 120;
const HEIGHT = 20;

export function ShareBar({ share, before }: { share: number; before: number | null }) {
  const at = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * WIDTH * 10) / 10;
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false" className="block">
      <rect x={0} y={5} width={WIDTH} height={10} className="fill-band" />
      <rect x={0} y={5} width={at(share)} height={10} fill="var(--series-4)" />
      {before !== null && <path d={`M${at(before)} 2v16`} strokeWidth={2} className="stroke-ink" />}
    </svg>
  );
}
