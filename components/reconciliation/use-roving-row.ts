"use client";

/**
 * Makes one row of the table reachable by the tab key; arrows, J and K move it, Enter opens its
 * day, X selects it. A row that is not drawn is scrolled to first, and focused once it is drawn.
 */
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { useShortcuts } from "../shell/shortcuts";
import type { Item } from "./lines-items";

type Options = {
  items: readonly Item[];
  table: RefObject<HTMLTableElement | null>;
  scrollTo: (index: number) => void;
  onOpen: (line: LineRow) => void;
  onSelect: (id: string) => void;
};

const ROWS_PER_PAGE = 20;

export function useRovingRow({ items, table, scrollTo, onOpen, onSelect }: Options) {
  const [wanted, setWanted] = useState(-1);
  const focusOn = useRef<number | null>(null);
  const first = items.findIndex(({ kind }) => kind === "line");
  const current = items[wanted]?.kind === "line" ? wanted : first;

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
    focusOn.current = target;
    setWanted(target);
    scrollTo(target);
  };
  const inside = () => table.current?.contains(document.activeElement) === true;
  const act = (run: (item: Extract<Item, { kind: "line" }>) => void) => {
    const item = items[current];
    if (inside() && item?.kind === "line") run(item);
  };
  const step = (by: number) => move(inside() ? current : by > 0 ? first - 1 : items.length, by);
  useShortcuts(
    { j: () => step(1), k: () => step(-1), x: () => act(({ key }) => onSelect(key)) },
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
    if (items[index]?.kind === "line" && index !== current) setWanted(index);
  };
  return { current, onKeyDown, onFocus };
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
