import type { ReactNode } from "react";
import { PageMessages } from "@/app/page-messages";

/** Provides the messages of petty cash, and those of the pad on which a fund is counted. */
export default function PettyCashLayout({ children }: { children: ReactNode }) {
  return <PageMessages of={["petty-cash", "reason", "till-count"]}>{children}</PageMessages>;
}
