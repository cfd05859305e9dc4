"use client";

/**
 * Frames a chart by Recharts, which is one image for screen readers. Nothing inside it can be
 * focused: the layers of Recharts would otherwise be tab stops, because browsers make anything in
 * an SVG that listens for focus focusable.
 */
import type { ReactNode, Ref } from "react";

type ChartFrameProps = {
  ref: Ref<HTMLDivElement>;
  /** Describes in a sentence what the chart shows. */
  finding: string;
  /** The class sets its height. */
  heightClass: string;
  children: ReactNode;
};

export function ChartFrame({ ref, finding, heightClass, children }: ChartFrameProps) {
  return (
    <div ref={ref} role="img" aria-label={finding} className={heightClass}>
      <div inert>{children}</div>
    </div>
  );
}
