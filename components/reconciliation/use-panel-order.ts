"use client";

/** Leads from the line in the panel to others, in the order of the list beside it. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { linesQuery } from "@/lib/client/reconciliations";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { formatLineKey, type LineKey } from "@/lib/domain/keys";
import { listLineKey } from "@/lib/domain/screen/line-address";
import { lineFilterOf } from "@/lib/domain/screen/line-filters";
import { findNextUnexplained, isUnexplained } from "@/lib/domain/screen/worst-line";
import { replaceLineParameter } from "./use-line-address";
import { useFilters } from "./use-filters";

export type PanelOrder = {
  line: LineRow | undefined;
  /** How many of the loaded lines need an explanation, and which of them this is, from 1. */
  open: number;
  position: number | null;
  /** There are more lines than are loaded. */
  isPartial: boolean;
  /** Nothing else in the list needs an explanation. */
  isDone: boolean;
  /** Goes to the next line that needs an explanation. */
  goNext: () => void;
  step: (by: number) => void;
};

export function usePanelOrder(lineKey: LineKey, today: string): PanelOrder {
  const [filters] = useFilters();
  const list = useInfiniteQuery(
    linesQuery({ ...lineFilterOf(filters, today), sort: filters.sort }),
  );
  const pages = list.data?.pages;
  const lines = useMemo(() => pages?.flatMap((page) => page.lines) ?? [], [pages]);
  const id = formatLineKey(lineKey);
  const index = useMemo(() => lines.findIndex((one) => formatLineKey(one) === id), [lines, id]);
  const open = useMemo(() => lines.filter(isUnexplained), [lines]);
  const [doneAt, setDoneAt] = useState<string | null>(null);
  const line = lines[index];
  const show = (next: LineRow | undefined) => {
    if (next !== undefined) replaceLineParameter(listLineKey(next));
  };
  const goNext = async () => {
    let known: readonly LineRow[] = lines;
    let found = findNextUnexplained(known, index);
    let hasMore = list.hasNextPage;
    // What is above comes last, so that lines that are not loaded yet come first.
    while (hasMore && (found === null || found <= index)) {
      const more = await list.fetchNextPage();
      known = more.data?.pages.flatMap((page) => page.lines) ?? known;
      found = findNextUnexplained(known, index);
      hasMore = more.hasNextPage && !more.isError;
    }
    setDoneAt(found === null ? id : null);
    show(found === null ? undefined : known[found]);
  };
  return {
    line,
    open: open.length,
    position: line === undefined || !isUnexplained(line) ? null : open.indexOf(line) + 1,
    isPartial: list.hasNextPage,
    isDone: doneAt === id,
    goNext: () => void goNext(),
    step: (by) => show(lines[Math.max(0, Math.min(lines.length - 1, index + by))]),
  };
}
