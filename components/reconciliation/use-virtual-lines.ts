"use client";

/**
 * Computes which rows of a long table are drawn. The page scrolls, not the table; the sticky head
 * of the group and the focused row are always drawn. All lines have one height and all heads
 * another, which the style sheet sets and which are measured once drawn.
 */
import {
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import type { Density } from "@/lib/domain/screen/line-filters";
import { findLastAtMost, findRowAt, computeRowOffsets } from "@/lib/domain/screen/row-offsets";
import type { Item } from "./lines-items";
import { usePrinting } from "../ui/lazy/use-printing";

/** Rows are also drawn this far beyond the window, above and below. */
const OVERSCAN_ROWS = 12;
/** These cover the heads of the columns and of the group above, and totals and shortcuts below. */
const STICKY_ABOVE = 64;
const STICKY_BELOW = 72;
const COLUMN_HEADS = 28;
/** A server draws this many rows before it knows the window. */
const SERVER_HEIGHT = 900;
/** On paper all rows are drawn, up to what a browser draws without making the reader wait. */
const PRINTED_ROWS_MAX = 2_000;

type Options = {
  items: readonly Item[];
  /** How many there are of both kinds, loaded or not. */
  expected: Record<Item["kind"], number>;
  density: Density;
  body: RefObject<HTMLTableElement | null>;
  current: number;
};

type RenderedRow = { index: number; start: number; end: number };
export type VirtualLines = {
  rendered: RenderedRow[];
  /** It is the height of all rows, loaded or not, so that the scroll bar stays where it is. */
  height: number;
  /** The window shows rows that are not loaded yet. */
  beyond: boolean;
  /** Scrolls a row into view, between the sticky parts above and below. */
  scrollTo: (index: number) => void;
};

type Heights = Record<Item["kind"], number>;

export function useVirtualLines(options: Options): VirtualLines {
  const { items, expected, density, body, current } = options;
  const printing = usePrinting();
  const top = useTop(body) + COLUMN_HEADS;
  const viewport = useViewport();
  const heights = useHeights({ items, density, body });
  const starts = useMemo(
    () => computeRowOffsets(items.map(({ kind }) => heights[kind])),
    [items, heights],
  );
  const heads = useMemo(
    () => items.flatMap((item, index) => (item.kind === "group" ? [index] : [])),
    [items],
  );
  const scrollTo = (index: number) => {
    const start = top + (starts[index] ?? 0) - STICKY_ABOVE;
    const end = top + (starts[index + 1] ?? 0) + STICKY_BELOW;
    if (start < window.scrollY) window.scrollTo({ top: start });
    else if (end > window.scrollY + window.innerHeight) {
      window.scrollTo({ top: end - window.innerHeight });
    }
  };
  const overscan = OVERSCAN_ROWS * heights.line;
  const indexes = printing
    ? new Set(Array(Math.min(items.length, PRINTED_ROWS_MAX)).keys())
    : rowsNear(
        findRowAt(starts, viewport.top - top - overscan),
        findRowAt(starts, viewport.top + viewport.height - top + overscan),
      );
  const sticking = findLastAtMost(heads, findRowAt(starts, viewport.top - top));
  for (const index of [sticking, current]) if (index !== undefined) indexes.add(index);
  const rendered = [...indexes]
    .filter((index) => index >= 0 && index < items.length)
    .sort((a, b) => a - b)
    .map((index) => ({ index, start: starts[index] ?? 0, end: starts[index + 1] ?? 0 }));
  const loaded = starts.at(-1) ?? 0;
  const whole = expected.group * heights.group + expected.line * heights.line;
  const height = printing ? loaded : Math.max(loaded, whole);
  const beyond = height > loaded && viewport.top + viewport.height - top > loaded;
  return { rendered, height, beyond, scrollTo };
}

function rowsNear(first: number, last: number): Set<number> {
  return new Set(Array.from({ length: last - first + 1 }, (_, step) => first + step));
}

/**
 * Tracks the visible part of the page; its top is rounded to steps, so that few of them cause a
 * render.
 */
function useViewport(): { top: number; height: number } {
  const top = useSyncExternalStore(subscribe, readTop, () => 0);
  const height = useSyncExternalStore(
    subscribe,
    () => window.innerHeight,
    () => SERVER_HEIGHT,
  );
  return { top, height };
}

const STEP = 100;

function readTop(): number {
  return Math.floor(window.scrollY / STEP) * STEP;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener("scroll", onChange, { passive: true });
  window.addEventListener("resize", onChange);
  return () => {
    window.removeEventListener("scroll", onChange);
    window.removeEventListener("resize", onChange);
  };
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
