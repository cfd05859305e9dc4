/** Provides the messages of lines and days to the browser. */
import type { ReactNode } from "react";
import { PageMessages } from "../../page-messages";

export default function ReconciliationsLayout({ children }: { children: ReactNode }) {
  return (
    <PageMessages
      of={[
        "audit",
        "chart",
        "explanation",
        "export",
        "filter",
        "pieces",
        "reconciliation",
        "saved-view",
        "sync",
        "thread",
        "tolerance",
      ]}
    >
      {children}
    </PageMessages>
  );
}
