/**
 * Shows below a chart how to use it, or the figures of the mark that is hovered. It is rendered
 * before the chart, so that nothing moves when the chart has loaded.
 */
import type { ReactNode } from "react";

export function ChartHint({ children }: { children: ReactNode }) {
  return (
    <p aria-hidden="true" className="no-print min-h-5 pt-1 text-xs text-ink-2 max-sm:min-h-8">
      {children}
    </p>
  );
}
