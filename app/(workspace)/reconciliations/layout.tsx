/** Provides the messages that lists and days share to the browser. */
import type { ReactNode } from "react";
import { PageMessages } from "../../page-messages";

export default function ReconciliationsLayout({ children }: { children: ReactNode }) {
  return (
    <PageMessages
      of={["chart", "explanation", "export", "filter", "reconciliation", "saved-view", "sync"]}
    >
      {children}
    </PageMessages>
  );
}
