import type { ReactNode } from "react";
import { PageMessages } from "@/app/page-messages";

/** Provides the messages of reports, and of the files that are made of them. */
export default function ReportsLayout({ children }: { children: ReactNode }) {
  return <PageMessages of={["export", "reports"]}>{children}</PageMessages>;
}
