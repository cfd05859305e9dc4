"use client";

/** Scrolls the calendar sideways where it does not fit, and opens it at the running day. */
import { type ReactNode, useLayoutEffect, useRef } from "react";

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
    <div
      ref={region}
      role="region"
      aria-label={label}
      tabIndex={0}
      className="relative overflow-x-auto -outline-offset-2 print:overflow-visible"
    >
      <div className="min-w-[1000px] print:min-w-0">{children}</div>
    </div>
  );
}
