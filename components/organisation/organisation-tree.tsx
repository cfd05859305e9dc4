"use client";

/**
 * Draws the tree. Arrows move through it, open and close nodes; Enter opens the dialog of a node or
 * a centre. One row of the tree takes part in the order of Tab.
 */
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import type { Organisation } from "@/lib/contracts/organisation";
import { listTreeRows, nodeKey, type TreeRow } from "@/lib/domain/screen/organisation-rows";
import { Icon } from "../ui/icon";
import { TYPING_MS, useDebouncedValue } from "../ui/use-debounced-value";
import { useTreeCentres } from "./use-tree-centres";

type OrganisationTreeProps = {
  tree: Organisation;
  search: string;
  onChoose: (row: TreeRow) => void;
};

/** Trees of few centres are shown whole at first. */
const OPENED_CENTRES_MAX = 60;

export function OrganisationTree({ tree: whole, search, onChoose }: OrganisationTreeProps) {
  const t = useTranslations("organisation");
  const list = useRef<HTMLUListElement>(null);
  const [opened, setOpened] = useState(() => listOpened(whole));
  const [currentKey, setCurrentKey] = useState<string | null>(null);
  const text = useDebouncedValue(search.trim(), TYPING_MS);
  const { tree, isCut, isReading } = useTreeCentres(whole, { opened, text });
  const rows = listTreeRows(tree, { opened, search });
  const at = Math.max(
    0,
    rows.findIndex(({ key }) => key === currentKey),
  );
  const setOpen = ({ key }: TreeRow, isOpen: boolean) => {
    const others = [...opened].filter((one) => one !== key);
    setOpened(new Set(isOpen ? [...others, key] : others));
  };
  const focus = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    setCurrentKey(row.key);
    list.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[index]?.focus();
  };
  const press = (event: KeyboardEvent, row: TreeRow) => {
    const act = actionOf(event.key, { row, rows, at, setOpen, focus, onChoose });
    if (act === null) return;
    event.preventDefault();
    act();
  };
  if (rows.length === 0) {
    return search === "" || isReading ? null : (
      <p className="px-edge py-3 text-sm text-ink-2">{t("no-match", { search })}</p>
    );
  }
  return (
    <>
      <ul ref={list} role="tree" aria-label={t("tree")} className="border-t border-rule">
        {rows.map((row, index) => (
          <TreeItem
            key={row.key}
            row={row}
            isCurrent={index === at}
            onKeyDown={(event) => press(event, row)}
            onFocus={() => setCurrentKey(row.key)}
            onToggle={() => setOpen(row, row.isOpen !== true)}
            onChoose={() => onChoose(row)}
          />
        ))}
      </ul>
      {isCut && <p className="px-edge py-3 text-sm text-ink-3">{t("cut")}</p>}
    </>
  );
}

type TreeItemProps = {
  row: TreeRow;
  isCurrent: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
  onToggle: () => void;
  onChoose: () => void;
};

function TreeItem({ row, isCurrent, onKeyDown, onFocus, onToggle, onChoose }: TreeItemProps) {
  const t = useTranslations("organisation");
  const isOutside = row.kind === "centre" && row.parentId === null;
  return (
    <li
      role="treeitem"
      aria-level={row.level}
      aria-expanded={row.isOpen ?? undefined}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onClick={onChoose}
      className="flex min-h-control cursor-pointer items-center gap-2 border-b border-rule px-edge hover:bg-hover"
    >
      {Array.from({ length: row.level - 1 }, (_, level) => (
        // The page's policy refuses a style in served HTML, so that each level has its own space.
        <span key={level} aria-hidden="true" className="-mr-2 w-5 shrink-0" />
      ))}
      {row.isOpen === null ? (
        <span aria-hidden="true" className="size-6 shrink-0" />
      ) : (
        <span
          aria-hidden="true"
          className="grid size-6 shrink-0 place-items-center text-ink-2"
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        >
          <Icon name={row.isOpen ? "chevron-down" : "chevron-right"} className="size-4" />
        </span>
      )}
      <span className={row.kind === "centre" ? "min-w-0 truncate" : "min-w-0 truncate font-medium"}>
        {row.name}
      </span>
      <span className="text-xs whitespace-nowrap text-ink-3">
        {isOutside ? t("outside") : t(`kinds.${row.kind}`)}
      </span>
      <span className="ml-auto text-xs whitespace-nowrap text-ink-3">
        {row.centreCount === null ? row.id : t("centres", { count: row.centreCount })}
      </span>
    </li>
  );
}

type Pressed = {
  row: TreeRow;
  rows: readonly TreeRow[];
  at: number;
  setOpen: (row: TreeRow, isOpen: boolean) => void;
  focus: (index: number) => void;
  onChoose: (row: TreeRow) => void;
};

function actionOf(key: string, pressed: Pressed): (() => void) | null {
  const { row, rows, at, setOpen, focus, onChoose } = pressed;
  if (key === "ArrowDown") return () => focus(at + 1);
  if (key === "ArrowUp") return () => focus(at - 1);
  if (key === "Home") return () => focus(0);
  if (key === "End") return () => focus(rows.length - 1);
  if (key === "Enter" || key === " ") return () => onChoose(row);
  if (key === "ArrowRight" && row.isOpen === false) return () => setOpen(row, true);
  if (key === "ArrowRight" && row.isOpen === true) return () => focus(at + 1);
  if (key === "ArrowLeft" && row.isOpen === true) return () => setOpen(row, false);
  if (key === "ArrowLeft") {
    const above = rows.slice(0, at).findLastIndex(({ level }) => level < row.level);
    return above === -1 ? null : () => focus(above);
  }
  return null;
}

function listOpened({ nodes, centres, outside }: Organisation): ReadonlySet<string> {
  const isSmall = outside === undefined && centres.length <= OPENED_CENTRES_MAX;
  const shown = isSmall ? nodes : nodes.filter(({ parentId }) => parentId === null);
  return new Set(shown.map(({ id }) => nodeKey(id)));
}
