/** Sends the messages of the notices to the browser. */
import type { ReactNode } from "react";
import { PageMessages } from "../../page-messages";

export default function NoticesLayout({ children }: { children: ReactNode }) {
  return <PageMessages of={["notice"]}>{children}</PageMessages>;
}
