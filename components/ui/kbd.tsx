/** Shows a key of the keyboard as it is printed on it. */
import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-md border border-rule border-b-rule-strong bg-band px-[5px] font-sans text-[11px] leading-4 font-medium whitespace-nowrap text-ink-2">
      {children}
    </kbd>
  );
}
