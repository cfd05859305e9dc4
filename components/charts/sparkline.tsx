/**
 * Draws the last weeks of a centre as a line on a scale of its own, from zero. The weeks of the
 * present period stand on a shaded ground. A week of which nothing is known breaks the line.
 */
const WIDTH = 104;
const HEIGHT = 20;
const EDGE = 3;

type SparklineProps = { weeks: readonly { value: number | null; isCurrent: boolean }[] };

export function Sparkline({ weeks }: SparklineProps) {
  const values = weeks.flatMap(({ value }) => value ?? []);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const step = (WIDTH - 2 * EDGE) / Math.max(1, weeks.length - 1);
  const x = (index: number) => EDGE + index * step;
  const y = (value: number) =>
    high === low ? HEIGHT - EDGE : EDGE + ((high - value) / (high - low)) * (HEIGHT - 2 * EDGE);
  const path = weeks.map(({ value }, index) => {
    if (value === null) return "";
    const isJoined = index > 0 && weeks[index - 1]?.value !== null;
    return `${isJoined ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  const since = weeks.findIndex(({ isCurrent }) => isCurrent);
  const last = weeks.at(-1)?.value ?? null;
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false" className="block">
      {since !== -1 && (
        <rect
          x={Math.max(0, x(since) - step / 2)}
          width={WIDTH - Math.max(0, x(since) - step / 2)}
          height={HEIGHT}
          className="fill-band"
        />
      )}
      <path d={path.join("")} fill="none" className="stroke-ink-2 [stroke-width:1.3px]" />
      {last !== null && (
        <circle cx={x(weeks.length - 1)} cy={y(last)} r={2.2} className="fill-ink" />
      )}
    </svg>
  );
}
