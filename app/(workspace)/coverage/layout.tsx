/** Provides the messages of the coverage calendar, part of which belongs to the Today page. */
import type { ReactNode } from "react";
import { PageMessages } from "../../page-messages";

export default function CoverageLayout({ children }: { children: ReactNode }) {
  return <PageMessages of={["coverage", "today", "filter"]}>{children}</PageMessages>;
}
