import type { ReactNode } from "react";
import { PageMessages } from "@/app/page-messages";

/** Provides the messages of tips and gift cards. */
export default function ItemKindsLayout({ children }: { children: ReactNode }) {
  return <PageMessages of={["item-kind"]}>{children}</PageMessages>;
}
