/** The words of the way in. */
import type { ReactNode } from "react";
import { Words } from "../words";

export default function InvitationsLayout({ children }: { children: ReactNode }) {
  return <Words of={["sign-in"]}>{children}</Words>;
}
