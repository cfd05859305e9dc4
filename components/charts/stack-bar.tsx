/** Draws one week: its parts from zero outwards on both sides, and the net as a tick across. */
import { NO_REASON } from "@/lib/domain/reason";
import { type ReasonPart, type StackSpan, WITHIN_TOLERANCE } from "@/lib/domain/variance/by-reason";
import { reasonFill } from "./reason-key";

type StackBarProps = {
  span: StackSpan;
  drawn: readonly string[];
  left: number;
  band: number;
  /** Computes the height of an amount. */
  at: (amount: number) => number;
};

/** A part of less than this much is not drawn, in pixels. */
const VISIBLE_MIN = 0.5;

export function StackBar({ span, drawn, left, band, at }: StackBarProps) {
  const width = Math.max(2, Math.min(40, band * 0.6));
  const x = left + (band - width) / 2;
  const ordered = [...span.parts].sort(
    (a, b) => rank(a, drawn) - rank(b, drawn) || (a.reason < b.reason ? -1 : 1),
  );
  return (
    <>
      {(["overMinor", "shortMinor"] as const).map((side) => {
        let sum = 0;
        return ordered.map((part) => {
          const from = at(sum);
          sum += part[side];
          const to = at(sum);
          const size = Math.abs(to - from);
          return size < VISIBLE_MIN ? null : (
            <rect
              key={part.reason}
              x={x}
              y={Math.min(from, to)}
              width={width}
              height={Math.max(VISIBLE_MIN, size - VISIBLE_MIN)}
              {...reasonFill(part.reason, drawn)}
            />
          );
        });
      })}
      {span.known && (
        <path
          d={`M${x - 5} ${at(span.netMinor)}h${width + 10}`}
          strokeWidth={2}
          className="stroke-ink"
        />
      )}
    </>
  );
}

/** Every week has its parts in the same order, with what is unexplained outermost. */
function rank({ reason }: ReasonPart, drawn: readonly string[]): number {
  if (reason === NO_REASON) return drawn.length + 2;
  if (reason === WITHIN_TOLERANCE) return -1;
  const index = drawn.indexOf(reason);
  return index === -1 ? drawn.length + 1 : index;
}
