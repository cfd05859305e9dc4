"use client";

/** Renders the table of a part of the page; it scrolls by itself where amounts are long. */
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { SidewaysScroller } from "../ui/sideways-scroller";

type PartTableProps = {
  caption: string;
  /** It sets the height of a row, and the space beside a cell of a narrow screen. */
  className: string;
  children: ReactNode;
};

/** The cells of the first column take `STAYS_IN_LEDGER`. */
export function PartTable({ caption, className, children }: PartTableProps) {
  return (
    <SidewaysScroller label={caption}>
      <table
        className={classNames(
          "ledger [--cell:8px] [--edge:0px] print:[--row:16pt] max-sm:[--row:44px]",
          className,
        )}
      >
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </SidewaysScroller>
  );
}
