/** The words of variances, and of the lines behind them. */
import type { ReactNode } from "react";
import { Words } from "../../words";

export default function VariancesLayout({ children }: { children: ReactNode }) {
  return <Words of={["export", "reconciliation", "saved-view", "variance"]}>{children}</Words>;
}
