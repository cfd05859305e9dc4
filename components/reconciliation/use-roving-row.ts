"use client";

/**
 * Makes one row of the table reachable by the tab key; arrows, J and K move it, Enter opens its
 * line, X selects it. A row that is not drawn is scrolled to first, and focused once it is drawn.
 * The row is known by its line, so that it stays the same when lines come or go.
 */
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { useShortcuts } from "../shell/shortcuts";
import type { Item } from "./lines-items";

type LineItem = Extract<Item, { kind: "line" }>;

type Options = {
  items: readonly Item[];
  table: RefObject<HTMLTableElement | null>;
  scrollTo: (index: number) => void;
  onOpen: (line: LineRow) => void;
  onSelect: (id: string) => void;
  /** Shows the line in the panel, or on the page of its day. */
  onChoose: (line: LineRow) => void;
  /** J and K go on from this row, even while the focus is elsewhere. */
  chosen: string | null;
};

const ROWS_PER_PAGE = 20;

export function useRovingRow(options: Options) {
  const { items, table, scrollTo, onOpen, onSelect, onChoose, chosen } = options;
  const [wanted, setWanted] = useState({ index: -1, key: chosen });
  const focusOn = useRef<number | null>(null);
  const first = items.findIndex(({ kind }) => kind === "line");
  const current = useMemo(() => {
    const { index, key } = wanted;
    if (key === null) return first;
    const found = items[index]?.key === key ? index : items.findIndex((item) => item.key === key);
    return found === -1 ? first : found;
  }, [items, wanted, first]);
  const point = useCallback(
    (index: number, withFocus: boolean) => {
      if (withFocus) focusOn.current = index;
      setWanted({ index, key: items[index]?.key ?? null });
    },
    [items],
  );

  useEffect(() => {
    if (focusOn.current === null) return;
    const row = table.current?.querySelector<HTMLElement>(`tr[data-index="${focusOn.current}"]`);
    if (row === null || row === undefined) return;
    focusOn.current = null;
    row.focus({ preventScroll: true });
  });

  const move = (from: number, step: number) => {
    const target = lineFrom(items, from, step);
    if (target === null) return;
    point(target, true);
    scrollTo(target);
  };
  const inside = () => table.current?.contains(document.activeElement) === true;
  const act = (run: (item: LineItem) => void) => {
    const item = items[current];
    if (inside() && item?.kind === "line") run(item);
  };
  const step = (by: number) => {
    const known = inside() || chosen !== null;
    move(known ? current : by > 0 ? first - 1 : items.length, by);
  };
  useShortcuts(
    {
      j: () => step(1),
      k: () => step(-1),
      x: () => act(({ key }) => onSelect(key)),
      // Without a panel, its keys open one, or the day.
      ...(chosen === null && {
        e: () => act(({ line }) => onChoose(line)),
        c: () => act(({ line }) => onChoose(line)),
      }),
    },
    { scope: "reconciliation" },
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const run = {
      ArrowDown: () => move(current, 1),
      ArrowUp: () => move(current, -1),
      PageDown: () => move(current, ROWS_PER_PAGE),
      PageUp: () => move(current, -ROWS_PER_PAGE),
      Home: () => move(-1, 1),
      End: () => move(items.length, -1),
      Enter: () => act(({ line }) => onOpen(line)),
      " ": () => act(({ key }) => onSelect(key)),
    }[event.key];
    const onRow = event.target instanceof HTMLElement && event.target.matches("tr[data-index]");
    if (run === undefined || !onRow) return;
    event.preventDefault();
    run();
  };
  const onFocus = (event: FocusEvent) => {
    const row = event.target.closest("tr[data-index]");
    const index = Number(row?.getAttribute("data-index") ?? Number.NaN);
    const item = items[index];
    if (item?.kind === "line" && index !== current) setWanted({ index, key: item.key });
  };
  return { current, point, onKeyDown, onFocus };
}

/** Finds the line that is `step` rows further; heads are not counted. */
function lineFrom(items: readonly Item[], from: number, step: number): number | null {
  const sign = step < 0 ? -1 : 1;
  let at = Math.max(-1, Math.min(items.length, from + step));
  while (at >= 0 && at < items.length && items[at]?.kind !== "line") at += sign;
  if (items[at]?.kind === "line") return at;
  at = sign > 0 ? items.length - 1 : 0;
  while (at >= 0 && at < items.length && items[at]?.kind !== "line") at -= sign;
  return items[at]?.kind === "line" && at !== from ? at : null;
}
