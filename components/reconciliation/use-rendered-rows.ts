"use client";

/**
 * Chooses the rows of a long table that are drawn: those in the window at once, those around it
 * when the browser has time, and always the sticky head of the group and the focused row.
 */
import { useDeferredValue, useSyncExternalStore } from "react";
import { findLastAtMost, findRowAt } from "@/lib/domain/screen/row-offsets";
import { usePrinting } from "../ui/lazy/use-printing";
import type { RowLayout } from "./use-row-layout";

/** Rows are also drawn this far beyond the window, above and below, once those in it are. */
const OVERSCAN_ROWS = 12;
/** A server draws the rows of such a window, because it doesn't know the browser's. */
const SERVER_HEIGHT = 900;
/** On paper all rows are drawn, up to what a browser draws without making the reader wait. */
const PRINTED_ROWS_MAX = 2_000;

type RenderedRow = { index: number; start: number; end: number };
type RenderedRows = {
  rendered: RenderedRow[];
  height: number;
  /** The window shows rows that are not loaded yet. */
  beyond: boolean;
};

export function useRenderedRows(layout: RowLayout, current: number): RenderedRows {
  const { top, starts, heads, lineHeight } = layout;
  const printing = usePrinting();
  const viewport = useViewport();
  const settledTop = useDeferredValue(viewport.top);
  const rows = starts.length - 1;
  const loaded = starts.at(-1) ?? 0;
  const rowsBetween = (from: number, to: number): Range => ({
    first: findRowAt(starts, from - top),
    last: findRowAt(starts, to - top),
  });
  const visible = rowsBetween(viewport.top, viewport.top + viewport.height + STEP);
  const overscan = useDeferredValue(OVERSCAN_ROWS, 0) * lineHeight;
  const around = rowsBetween(settledTop - overscan, settledTop + viewport.height + overscan);
  const { first, last } = join(visible, around);
  const indexes = printing
    ? new Set(Array(Math.min(rows, PRINTED_ROWS_MAX)).keys())
    : new Set(Array.from({ length: last - first + 1 }, (_, step) => first + step));
  const sticking = findLastAtMost(heads, visible.first);
  for (const index of [sticking, current]) if (index !== undefined) indexes.add(index);
  const rendered = [...indexes]
    .filter((index) => index >= 0 && index < rows)
    .sort((a, b) => a - b)
    .map((index) => ({ index, start: starts[index] ?? 0, end: starts[index + 1] ?? 0 }));
  const height = printing ? loaded : layout.height;
  const beyond = height > loaded && viewport.top + viewport.height - top > loaded;
  return { rendered, height, beyond };
}

type Range = { first: number; last: number };

/**
 * While the page scrolls, those around the window are where it was a moment ago. After a jump they
 * are far away, and are left out.
 */
function join(visible: Range, around: Range): Range {
  if (around.first > visible.last || around.last < visible.first) return visible;
  return {
    first: Math.min(visible.first, around.first),
    last: Math.max(visible.last, around.last),
  };
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

/** It is read when the page scrolls, because reading it while rows are drawn lays them out. */
let latestTop = 0;

function readTop(): number {
  return latestTop;
}

function subscribe(onChange: () => void): () => void {
  const update = () => {
    latestTop = Math.floor(window.scrollY / STEP) * STEP;
    onChange();
  };
  update();
  window.addEventListener("scroll", update, { passive: true });
  window.addEventListener("resize", update);
  return () => {
    latestTop = 0;
    window.removeEventListener("scroll", update);
    window.removeEventListener("resize", update);
  };
}
