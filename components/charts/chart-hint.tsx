/**
 * Below a chart: how to use it, or the figures of the mark that is pointed at. It stands there
 * before the chart does, so that nothing moves when that comes.
 */
import type { ReactNode } from "react";

export function ChartHint({ children }: { children: ReactNode }) {
  return (
    <p aria-hidden="true" className="no-print min-h-5 pt-1 text-xs text-ink-2 max-sm:min-h-8">
      {children}
    </p>
  );
}
