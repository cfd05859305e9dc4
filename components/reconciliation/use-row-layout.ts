"use client";

/**
 * Computes where the rows of a long table are. The page scrolls, not the table. All lines have one
 * height and all heads another, which the style sheet sets and which are measured once drawn.
 */
import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from "react";
import type { Density } from "@/lib/domain/screen/line-filters";
import { computeRowOffsets } from "@/lib/domain/screen/row-offsets";
import type { Item } from "./lines-items";

/** These cover the heads of the columns and of the group above, and totals and shortcuts below. */
const STICKY_ABOVE = 64;
const STICKY_BELOW = 72;
const COLUMN_HEADS = 28;
/** What stands above a table is at least as high; the first render can't measure it. */
const TOP_MIN = 192;

type Options = {
  items: readonly Item[];
  /** How many there are of both kinds, loaded or not. */
  expected: Record<Item["kind"], number>;
  density: Density;
  body: RefObject<HTMLTableElement | null>;
};

export type RowLayout = {
  /** The first row begins this far down the page. */
  top: number;
  /** The distance of each row from the first, and finally that of the end of what is loaded. */
  starts: readonly number[];
  /** The indexes of the heads of groups. */
  heads: readonly number[];
  lineHeight: number;
  /** It is the height of all rows, loaded or not, so that the scroll bar stays where it is. */
  height: number;
  /** Scrolls a row into view, between the sticky parts above and below. */
  scrollTo: (index: number) => void;
};

type Heights = Record<Item["kind"], number>;

export function useRowLayout({ items, expected, density, body }: Options): RowLayout {
  const top = useTop(body) + COLUMN_HEADS;
  const heights = useHeights({ items, density, body });
  const { group, line } = heights;
  const whole = expected.group * group + expected.line * line;
  return useMemo(() => {
    const starts = computeRowOffsets(items.map(({ kind }) => (kind === "group" ? group : line)));
    const heads = items.flatMap((item, index) => (item.kind === "group" ? [index] : []));
    const height = Math.max(starts.at(-1) ?? 0, whole);
    const scrollTo = (index: number) => {
      const start = top + (starts[index] ?? 0) - STICKY_ABOVE;
      const end = top + (starts[index + 1] ?? 0) + STICKY_BELOW;
      if (start < window.scrollY) window.scrollTo({ top: start });
      else if (end > window.scrollY + window.innerHeight) {
        window.scrollTo({ top: end - window.innerHeight });
      }
    };
    return { top, starts, heads, lineHeight: line, height, scrollTo };
  }, [items, group, line, top, whole]);
}

type MeasureOptions = Pick<Options, "items" | "density" | "body">;

/**
 * It is measured again whenever the table changes its size: more rows, another density, a narrower
 * page.
 */
function useHeights({ items, density, body }: MeasureOptions): Heights {
  const [heights, setHeights] = useState<Heights>({
    group: 28,
    line: density === "compact" ? 28 : 36,
  });
  useEffect(() => {
    const table = body.current;
    if (table === null) return;
    const observer = new ResizeObserver(() => {
      const measured: Partial<Heights> = {};
      for (const row of table.querySelectorAll<HTMLElement>("tr[data-index]")) {
        const kind = items[Number(row.dataset.index)]?.kind;
        if (kind !== undefined) measured[kind] ??= row.getBoundingClientRect().height;
      }
      setHeights((previous) => {
        const next = { ...previous, ...measured };
        return next.line === previous.line && next.group === previous.group ? previous : next;
      });
    });
    observer.observe(table);
    return () => observer.disconnect();
  }, [items, body]);
  return heights;
}

/** Tracks how far down the page an element begins, while the content above it grows. */
function useTop(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(TOP_MIN);
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
