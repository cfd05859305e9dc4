/** The words of lines and days. */
import type { ReactNode } from "react";
import { Words } from "../../words";

export default function ReconciliationsLayout({ children }: { children: ReactNode }) {
  return (
    <Words
      of={[
        "audit",
        "chart",
        "explanation",
        "export",
        "reconciliation",
        "saved-view",
        "sync",
        "tolerance",
        "workflow",
      ]}
    >
      {children}
    </Words>
  );
}
