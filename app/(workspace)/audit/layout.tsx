/** Provides the messages of the audit page to the browser. */
import type { ReactNode } from "react";
import { PageMessages } from "../../page-messages";

export default function AuditLayout({ children }: { children: ReactNode }) {
  return <PageMessages of={["activity", "audit", "filter"]}>{children}</PageMessages>;
}
