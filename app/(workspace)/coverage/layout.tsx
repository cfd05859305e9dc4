/** The words of the calendar, which Today has a part of. */
import type { ReactNode } from "react";
import { Words } from "../../words";

export default function CoverageLayout({ children }: { children: ReactNode }) {
  return <Words of={["coverage", "today"]}>{children}</Words>;
}
