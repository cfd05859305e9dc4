import type { ReactNode } from "react";
import { PageMessages } from "@/app/page-messages";

/** Provides the messages of the journal. */
export default function JournalLayout({ children }: { children: ReactNode }) {
  return <PageMessages of={["journal", "petty-cash", "reason"]}>{children}</PageMessages>;
}
