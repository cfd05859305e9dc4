"use client";

/**
 * Opens a line of the list: in the panel beside it where there is room, and otherwise, or when it
 * is in the panel already, on the page of its day. The list's own address takes the line first, so
 * that Back returns to it.
 */
import { useRouter, useSearchParams } from "next/navigation";
import { type MouseEvent, useEffect } from "react";
import { rememberList, rememberOrder } from "@/lib/client/list-return";
import { formatLineKey, type LineKey, pickLineKey } from "@/lib/domain/keys";
import { buildLineHref, listLineKey, parseLineKey } from "@/lib/domain/screen/line-address";
import { isUnexplained } from "@/lib/domain/screen/worst-line";
import { isPlainClick } from "../ui/follow-links";
import { isWide } from "../ui/use-is-wide";
import type { Item } from "./lines-items";
import { forgetWaitingLine, replaceLineParameter, useLineParameter } from "./use-line-address";

export function useOpenLine(items: readonly Item[]) {
  const router = useRouter();
  const key = parseLineKey(useLineParameter());
  const chosen = key === null ? null : formatLineKey(key);
  const asOf = useSearchParams().get("asOf");
  useEffect(() => rememberList(currentAddress()));
  useEffect(() => forgetWaitingLine, []);
  const open = (line: LineKey) => {
    replaceLineParameter(listLineKey(line));
    rememberList(currentAddress());
    rememberOrder(listOpenLines(items));
    router.push(buildLineHref(line, asOf));
  };
  /** The panel shows a line as it is now, and therefore not beside a past moment. */
  const choose = (line: LineKey) => {
    if (isWide() && asOf === null) replaceLineParameter(listLineKey(line));
    else open(line);
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const { target } = event;
    if (!isPlainClick(event)) return;
    if (!(target instanceof Element) || target.closest("a[data-line]") === null) return;
    const row = target.closest("tr");
    const item = items[Number(row?.dataset.index)];
    if (item?.kind !== "line") return;
    event.preventDefault();
    row?.focus({ preventScroll: true });
    if (item.key === chosen) open(item.line);
    else choose(item.line);
  };
  return { chosen, asOf, choose, open, onClick };
}

function listOpenLines(items: readonly Item[]): LineKey[] {
  return items.flatMap((item) =>
    item.kind === "line" && isUnexplained(item.line) ? [pickLineKey(item.line)] : [],
  );
}

function currentAddress(): string {
  return `${window.location.pathname}${window.location.search}`;
}
