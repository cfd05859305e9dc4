/** The words of the trail. */
import type { ReactNode } from "react";
import { Words } from "../../words";

export default function TrailLayout({ children }: { children: ReactNode }) {
  return <Words of={["audit"]}>{children}</Words>;
}
