/** The words of counting. */
import type { ReactNode } from "react";
import { Words } from "../../words";

export default function TillCountsLayout({ children }: { children: ReactNode }) {
  return <Words of={["till-count"]}>{children}</Words>;
}
