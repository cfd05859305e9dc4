"use client";

/**
 * The frame of a drawing by Recharts, which is one picture for who hears the page. Inside of it
 * nothing is reached: the layers that Recharts draws on would be stops of the tab key, as browsers
 * take whatever in a drawing listens for the focus for something to be focused.
 */
import type { ReactNode, Ref } from "react";

type ChartFrameProps = {
  ref: Ref<HTMLDivElement>;
  /** What the drawing shows, in a sentence. */
  finding: string;
  /** How high it is, as a class. */
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
