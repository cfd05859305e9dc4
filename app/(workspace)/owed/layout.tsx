/** Provides the messages of what centres owe. */
import type { ReactNode } from "react";
import { PageMessages } from "../../page-messages";

export default function OwedLayout({ children }: { children: ReactNode }) {
  return <PageMessages of={["owed", "filter"]}>{children}</PageMessages>;
}
