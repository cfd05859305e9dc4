/**
 * Draws a difference against its tolerance: the grey band is what the rule forgives, the tick is
 * the difference, an arrowhead says that it lies beyond the scale. The figures stand beside it.
 */
import type { LineRow } from "@/lib/contracts/reconciliation";

const MIDDLE = 38;
/** This is half the width of the band. */
const BAND = 11;
const REACH_MAX = 34;

export function ToleranceGauge({ line }: { line: LineRow }) {
  const { differenceMinor, toleranceMinor, verdict } = line;
  const band = toleranceMinor === 0 ? 0.5 : BAND;
  return (
    <svg
      width="76"
      height="12"
      viewBox="0 0 76 12"
      aria-hidden="true"
      focusable="false"
      className="inline-block shrink-0 overflow-visible align-[-1px]"
    >
      <rect className="fill-rule" x={MIDDLE - band} y="2" width={band * 2} height="8" />
      <path className="stroke-rule-strong" d="M38 0v12M2 11.5h72" opacity=".5" />
      {differenceMinor !== null && (
        <Tick difference={differenceMinor} tolerance={toleranceMinor} verdict={verdict} />
      )}
    </svg>
  );
}

type TickProps = { difference: number; tolerance: number; verdict: LineRow["verdict"] };

function Tick({ difference, tolerance, verdict }: TickProps) {
  const reach = difference === 0 ? 0 : (difference / tolerance) * BAND;
  const ink = INKS[verdict] ?? "fill-ink";
  if (Math.abs(reach) <= REACH_MAX) {
    const x = Math.round((MIDDLE + reach - 1.5) * 10) / 10;
    return <rect className={ink} x={x} y="1" width="3" height="10" />;
  }
  return <path className={ink} d={difference < 0 ? "M2 6l6-4v8z" : "M74 6l-6-4v8z"} />;
}

const INKS: Partial<Record<LineRow["verdict"], string>> = {
  "within-tolerance": "fill-ink-3",
  short: "fill-short",
  over: "fill-over",
};
