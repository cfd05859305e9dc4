/** Provides the messages of variances, and of the lines behind them, to the browser. */
import type { ReactNode } from "react";
import { PageMessages } from "../../page-messages";

export default function VariancesLayout({ children }: { children: ReactNode }) {
  return (
    <PageMessages of={["export", "filter", "reason", "reconciliation", "saved-view", "variance"]}>
      {children}
    </PageMessages>
  );
}
