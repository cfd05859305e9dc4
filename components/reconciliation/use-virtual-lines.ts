"use client";

/**
 * Which rows of a long table are drawn. The page scrolls, not the table; the head of the group that
 * sticks and the row that has the focus are always among them. Sizes are those of the style sheet,
 * measured once drawn.
 */
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useMemo, useState } from "react";
import type { Density } from "@/lib/domain/filters";
import type { Item } from "./lines-items";
import { usePhone } from "./use-phone";
import { usePrinting } from "./use-printing";

const OVERSCAN = 12;
/** Heads of the columns and of the group above; totals and keys below. */
const STICKY_ABOVE = 72;
const STICKY_BELOW = 150;
/** What a server draws before it knows the window. */
const SERVED = { width: 1440, height: 900 };
/** On paper all rows stand, as far as a browser draws them without making the reader wait. */
const PRINTED_ROWS_MAX = 2_000;

type Options = {
  items: readonly Item[];
  density: Density;
  body: RefObject<HTMLTableElement | null>;
  current: number;
};

export function useVirtualLines({ items, density, body, current }: Options) {
  const phone = usePhone();
  const printing = usePrinting();
  const margin = useTopOf(body);
  const heads = useMemo(
    () => items.flatMap((item, index) => (item.kind === "group" ? [index] : [])),
    [items],
  );
  const line = phone ? 56 : density === "compact" ? 28 : 36;
  return useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => (items[index]?.kind === "group" ? (phone ? 48 : 32) : line),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: OVERSCAN,
    scrollMargin: margin + 32,
    scrollPaddingStart: STICKY_ABOVE,
    scrollPaddingEnd: STICKY_BELOW,
    initialRect: SERVED,
    rangeExtractor: (range) =>
      printing
        ? [...Array(Math.min(range.count, PRINTED_ROWS_MAX)).keys()]
        : extractRange(range, heads, current),
  });
}

function extractRange(range: Range, heads: readonly number[], current: number): number[] {
  const wanted = new Set(defaultRangeExtractor(range));
  const head = lastAtMost(heads, range.startIndex);
  if (head !== undefined) wanted.add(head);
  if (current >= 0 && current < range.count) wanted.add(current);
  return [...wanted].sort((a, b) => a - b);
}

function lastAtMost(sorted: readonly number[], limit: number): number | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1];
}

/** How far down the page an element begins, followed while what stands above it grows. */
function useTopOf(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const box = element.current?.getBoundingClientRect();
      if (box !== undefined) setTop(Math.round(box.top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    const parent = element.current?.parentElement;
    for (const sibling of parent?.children ?? []) {
      if (sibling !== element.current) observer.observe(sibling);
    }
    if (parent?.parentElement) observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return top;
}
