"use client";

/**
 * Returns to the line that is in the address when the list opens: it has the focus and is in view.
 * A line further down than what is loaded is loaded first.
 */
import { type RefObject, useEffect, useRef } from "react";
import type { Item } from "./lines-items";

type Options = {
  items: readonly Item[];
  table: RefObject<HTMLTableElement | null>;
  start: string | null;
  /** It is undefined once every line is loaded. */
  onMore: (() => void) | undefined;
  onFound: (index: number) => void;
};

/** Heads above and totals below cover this much of the window. */
const COVERED_PX = 160;

export function useLineReturn({ items, table, start, onMore, onFound }: Options): void {
  const awaited = useRef(start);
  const placed = useRef<number | null>(null);
  useEffect(() => {
    if (awaited.current === null) return;
    const index = items.findIndex(({ key }) => key === awaited.current);
    // A reader who is already doing something else is left alone.
    if (!isIdle() || (index === -1 && onMore === undefined)) awaited.current = null;
    else if (index === -1) onMore?.();
    else {
      awaited.current = null;
      placed.current = index;
      onFound(index);
    }
  }, [items, onMore, onFound]);
  useEffect(() => {
    if (placed.current === null) return;
    const row = table.current?.querySelector(`tr[data-index="${placed.current}"]`);
    if (row === null || row === undefined) return;
    placed.current = null;
    const { top, bottom } = row.getBoundingClientRect();
    if (top < COVERED_PX || bottom > window.innerHeight - COVERED_PX) {
      row.scrollIntoView({ block: "center" });
    }
  });
}

/** After a navigation the focus is on the page as a whole. */
function isIdle(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement.matches("body, main");
}
