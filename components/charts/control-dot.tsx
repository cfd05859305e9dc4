/**
 * Draws one day of a control chart: a dot, which is ochre in a run, or a verdict's triangle beyond
 * the band.
 */
type ControlDotProps = { cx: number; cy: number; mark: "usual" | "run" | "above" | "below" };

export function ControlDot({ cx, cy, mark }: ControlDotProps) {
  if (mark === "above") {
    return <path d={`M${cx} ${cy - 6}l6 10h-12z`} className="fill-over" />;
  }
  if (mark === "below") {
    return <path d={`M${cx} ${cy + 6}l-6 -10h12z`} className="fill-short" />;
  }
  return mark === "run" ? (
    <circle cx={cx} cy={cy} r={3} className="fill-uncounted" />
  ) : (
    <circle cx={cx} cy={cy} r={2.4} className="fill-ink" />
  );
}
