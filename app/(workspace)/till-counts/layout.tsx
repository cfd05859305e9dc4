/** Provides the messages of the count pages to the browser. */
import type { ReactNode } from "react";
import { PageMessages } from "../../page-messages";

export default function TillCountsLayout({ children }: { children: ReactNode }) {
  return <PageMessages of={["till-count", "pieces"]}>{children}</PageMessages>;
}
