"use client";

/** Renders a table of amounts; it scrolls sideways by itself where they are long. */
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { SidewaysScroller } from "./sideways-scroller";

type LedgerTableProps = { caption: string; className?: string; children: ReactNode };

/** The cells of the first column take `STAYS_IN_LEDGER`. */
export function LedgerTable({ caption, className, children }: LedgerTableProps) {
  return (
    <SidewaysScroller label={caption}>
      <table className={classNames("ledger", className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </SidewaysScroller>
  );
}
