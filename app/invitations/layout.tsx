/** Provides the messages of signing in to the browser. */
import type { ReactNode } from "react";
import { PageMessages } from "../page-messages";

export default function InvitationsLayout({ children }: { children: ReactNode }) {
  return <PageMessages of={["sign-in"]}>{children}</PageMessages>;
}
