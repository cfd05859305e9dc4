"use client";

/** Scrolls the calendar sideways where it does not fit, and opens it at the running day. */
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { SidewaysScroller } from "../ui/sideways-scroller";

type CoverageScrollerProps = { label: string; today: string; children: ReactNode };

/** So much of what follows the running day stays in sight, in pixels. */
const AFTER_TODAY = 48;

export function CoverageScroller({ label, today, children }: CoverageScrollerProps) {
  const region = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = region.current;
    const head = element?.querySelector<HTMLElement>(`th[data-date="${today}"]`);
    if (element == null || head == null) return;
    element.scrollLeft = head.offsetLeft + head.offsetWidth + AFTER_TODAY - element.clientWidth;
  }, [today]);
  return (
    <SidewaysScroller label={label} region={region}>
      <div className="min-w-[1000px] sm:min-w-[1160px] print:min-w-0">{children}</div>
    </SidewaysScroller>
  );
}
