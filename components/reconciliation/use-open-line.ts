"use client";

/**
 * Opens a line of the list on the page of its day. The list's own address takes the line first, so
 * that Back returns to it.
 */
import { useRouter } from "next/navigation";
import { type MouseEvent, useEffect } from "react";
import { rememberList } from "@/lib/client/list-return";
import { formatLineKey, type LineKey } from "@/lib/domain/keys";
import { buildLineHref, listLineKey, parseLineKey } from "@/lib/domain/screen/line-address";
import type { Item } from "./lines-items";
import { replaceLineParameter, useLineParameter } from "./use-line-address";

export function useOpenLine(items: readonly Item[]) {
  const router = useRouter();
  const key = parseLineKey(useLineParameter());
  useEffect(() => rememberList(`${window.location.pathname}${window.location.search}`));
  const open = (line: LineKey) => {
    replaceLineParameter(listLineKey(line));
    rememberList(`${window.location.pathname}${window.location.search}`);
    router.push(buildLineHref(line));
  };
  /** A click with a modifier, or the middle button, is the browser's: it opens a tab. */
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
    if (!(target instanceof Element) || target.closest("a[data-line]") === null) return;
    const item = items[Number(target.closest("tr")?.dataset.index)];
    if (item?.kind !== "line") return;
    event.preventDefault();
    open(item.line);
  };
  return { chosen: key === null ? null : formatLineKey(key), open, onClick };
}
