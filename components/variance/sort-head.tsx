"use client";

/** Renders the head of a column as a button that sorts by it. */
import type { ReactNode } from "react";
import type { TrendSort } from "@/lib/domain/variance/rank-trends";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";

type SortHeadProps = {
  sort: TrendSort;
  chosen: TrendSort;
  onSort: (sort: TrendSort) => void;
  isText?: boolean;
  className?: string;
  children: ReactNode;
};

export function SortHead(props: SortHeadProps) {
  const { sort, chosen, onSort, isText = false, className, children } = props;
  const isChosen = sort === chosen;
  return (
    <th
      scope="col"
      aria-sort={isChosen ? (isText ? "ascending" : "descending") : "none"}
      className={classNames(!isText && "money", className)}
    >
      <button
        type="button"
        onClick={() => onSort(sort)}
        className={classNames(
          "inline-flex min-h-6 items-center gap-1 hover:underline",
          isChosen && "font-semibold text-ink",
        )}
      >
        {children}
        {isChosen && <Icon name={isText ? "chevron-up" : "chevron-down"} className="size-3" />}
      </button>
    </th>
  );
}
