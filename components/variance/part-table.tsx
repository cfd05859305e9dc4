"use client";

/** Renders the table of a part of the page, which begins and ends at the edges of the part. */
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { LedgerTable } from "../ui/ledger-table";

type PartTableProps = {
  caption: string;
  /** It sets the height of a row, and the space beside a cell of a narrow screen. */
  className: string;
  children: ReactNode;
};

/** The cells of the first column take `STAYS_IN_LEDGER`. */
export function PartTable({ caption, className, children }: PartTableProps) {
  return (
    <LedgerTable
      caption={caption}
      className={classNames(
        "[--cell:8px] [--edge:0px] print:[--row:16pt] max-sm:[--row:44px]",
        className,
      )}
    >
      {children}
    </LedgerTable>
  );
}
