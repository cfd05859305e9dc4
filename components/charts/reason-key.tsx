/**
 * Draws the key of a reason: the colour that its part of the picture has. What is unexplained is
 * hatched, what lies within tolerance is an outline, and all other reasons share a grey.
 */
import { NO_REASON } from "@/lib/domain/reason";
import { WITHIN_TOLERANCE } from "@/lib/domain/variance/by-reason";

export const HATCH = "reason-hatch";

const SERIES = [
  "fill-[var(--series-1)]",
  "fill-[var(--series-2)]",
  "fill-[var(--series-3)]",
  "fill-[var(--series-4)]",
  "fill-[var(--series-5)]",
];
const OUTLINE = "stroke-ink-2 [stroke-width:1px]";

/** Returns how a part is filled: by a class, or by the pattern of hatching. */
export function reasonFill(reason: string, drawn: readonly string[]) {
  if (reason === NO_REASON) return { fill: `url(#${HATCH})`, className: OUTLINE };
  if (reason === WITHIN_TOLERANCE) return { className: `fill-sheet ${OUTLINE}` };
  return { className: SERIES[drawn.indexOf(reason)] ?? "fill-rule-strong" };
}

type ReasonKeyProps = { reason: string; drawn: readonly string[] };

export function ReasonKey({ reason, drawn }: ReasonKeyProps) {
  return (
    <svg
      width={12}
      height={12}
      aria-hidden="true"
      focusable="false"
      className="mr-2 inline-block shrink-0 align-[-1px]"
    >
      {reason === NO_REASON && <HatchPattern id={`${HATCH}-key`} />}
      <rect
        x={0.5}
        y={0.5}
        width={11}
        height={11}
        {...reasonFill(reason, drawn)}
        {...(reason === NO_REASON ? { fill: `url(#${HATCH}-key)` } : {})}
      />
    </svg>
  );
}

export function HatchPattern({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={id}
        width={5}
        height={5}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width={5} height={5} className="fill-sheet" />
        <path d="M1 0v5" className="stroke-ink-2 [stroke-width:1.4px]" />
      </pattern>
    </defs>
  );
}
