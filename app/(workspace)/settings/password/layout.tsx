import type { ReactNode } from "react";
import { PageMessages } from "@/app/page-messages";

/** Provides the messages of passwords. */
export default function PasswordLayout({ children }: { children: ReactNode }) {
  return <PageMessages of={["sign-in"]}>{children}</PageMessages>;
}
