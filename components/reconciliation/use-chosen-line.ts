"use client";

/**
 * Keeps the chosen line, which is in the address, and the row with the focus together. When the
 * list opens, or the panel chooses another line, the row follows and is in view; a line further
 * down than what is loaded is loaded first. While the panel is open, it follows the row.
 */
import { type RefObject, useEffect, useRef } from "react";
import { formatLineKey } from "@/lib/domain/keys";
import { listLineKey, parseLineKey } from "@/lib/domain/screen/line-address";
import { isWide } from "../ui/use-is-wide";
import type { Item } from "./lines-items";
import { followLineParameter, readLineParameter } from "./use-line-address";

type Options = {
  items: readonly Item[];
  table: RefObject<HTMLTableElement | null>;
  chosen: string | null;
  /** The index of the row that the tab key reaches. */
  current: number;
  /** It is undefined once every line is loaded. */
  onMore: (() => void) | undefined;
  /** Makes it the row that the tab key reaches, and moves the focus to it if asked. */
  onPoint: (index: number, withFocus: boolean) => void;
};

/** Heads above and totals below cover this much of the window. */
const COVERED_PX = 160;

export function useChosenLine(options: Options): void {
  const { items, table, chosen, current, onMore, onPoint } = options;
  const known = useRef<string | null>(null);
  const awaited = useRef<string | null>(null);
  const placed = useRef<number | null>(null);
  useEffect(() => {
    // What is rendered may be older than what was chosen last, which then follows.
    if (chosen !== readChosen()) return;
    const isNew = known.current !== chosen;
    known.current = chosen;
    if (isNew) awaited.current = chosen;
    if (awaited.current === null) return;
    const index = items.findIndex(({ key }) => key === awaited.current);
    if (index === -1 && onMore !== undefined) {
      onMore();
      return;
    }
    awaited.current = null;
    if (index === -1) return;
    placed.current = index;
    onPoint(index, isIdle() || contains(table.current));
  }, [items, chosen, onMore, onPoint, table]);
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
  const item = items[current];
  const line = item?.kind === "line" ? item : null;
  useEffect(() => {
    if (line === null || known.current === null || awaited.current !== null) return;
    if (line.key === known.current || !isWide() || !contains(table.current)) return;
    known.current = line.key;
    followLineParameter(listLineKey(line.line));
  }, [line, table]);
}

function readChosen(): string | null {
  const key = parseLineKey(readLineParameter());
  return key === null ? null : formatLineKey(key);
}

/** After a navigation, or when what had the focus is gone, it is on the page as a whole. */
function isIdle(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement.matches("body, main");
}

function contains(table: HTMLTableElement | null): boolean {
  return table?.contains(document.activeElement) === true;
}
