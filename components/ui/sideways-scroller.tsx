"use client";

/**
 * Scrolls a wide table sideways, by keys too, for which it takes the focus while it is too wide.
 * Where there is more to the right, the edge fades and has an arrow; where there is more to the
 * left, the first column, which stays, has a shadow.
 */
import { type ReactNode, type RefObject, useRef } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { useScrollEdges } from "./use-scroll-edges";

type SidewaysScrollerProps = {
  label: string;
  region?: RefObject<HTMLDivElement | null>;
  className?: string;
  children: ReactNode;
};

/** For the cells of the first column. */
export const STAYS =
  "sticky left-0 z-1 bg-sheet group-data-before/sideways:shadow-[10px_0_8px_-8px_var(--rule-strong)] print:shadow-none";

/** The same in a table whose rows change their colour under the pointer. */
export const STAYS_IN_LEDGER = `${STAYS} in-[tbody_tr:hover]:bg-hover`;

export function SidewaysScroller({ label, region, className, children }: SidewaysScrollerProps) {
  const own = useRef<HTMLDivElement>(null);
  const element = region ?? own;
  const { before, after } = useScrollEdges(element);
  return (
    <div className="relative">
      <div
        ref={element}
        role="region"
        aria-label={label}
        tabIndex={before || after ? 0 : undefined}
        data-before={before ? "" : undefined}
        className={classNames(
          "group/sideways relative overflow-x-auto -outline-offset-2 print:overflow-visible",
          className,
        )}
      >
        {children}
      </div>
      {after && (
        <span
          aria-hidden="true"
          className="no-print pointer-events-none absolute inset-y-0 right-0 z-2 grid w-14 place-items-center justify-end bg-linear-to-r from-transparent to-sheet forced-colors:bg-none"
        >
          <Icon name="chevron-right" className="size-4 text-ink-2" />
        </span>
      )}
    </div>
  );
}
