"use client";

/**
 * Follows what changes behind an open list. Nothing on the screen moves by itself: figures are
 * replaced in place only while the reader is at the top with nothing selected and every line stays
 * where it is; otherwise the updates wait until the user requests them.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import {
  changesQuery,
  fetchLines,
  firstPage,
  type LinePages,
  linesQuery,
  type ListSearch,
} from "@/lib/client/reconciliations";
import { ownDaysQuery } from "@/lib/client/show-day-in-lists";
import type { Freshness } from "@/lib/contracts/freshness";
import type { LineList } from "@/lib/contracts/reconciliation";
import { formatLineKey } from "@/lib/domain/keys";

/** With more pages than this, showing updates starts again from the first page. */
const PAGES_REREAD_MAX = 3;

type Options = {
  search: ListSearch;
  shown: LinePages | undefined;
  /** It is true while the reader is looking at, or has selected, something that must not move. */
  isBusy: () => boolean;
};

export type Updates = {
  /** Counts the days that changed and are not shown yet; it is 0 when all are shown. */
  waiting: number;
  working: boolean;
  show: () => Promise<void>;
  /** This is the latest status of the syncs, whether or not lines changed. */
  freshness: Freshness | null;
};

export function useUpdates({ search, shown, isBusy }: Options): Updates {
  const client = useQueryClient();
  const [working, setWorking] = useState(false);
  const revision = shown?.pages[0]?.freshness.revision ?? null;
  const { data: changes } = useQuery(changesQuery(search, revision));
  const [deferredRevision, setDeferredRevision] = useState<string | null>(null);
  const { data: own } = useQuery(ownDaysQuery(search));
  const ownDays = own?.revision === revision ? own.ids.length : 0;
  const changedDays = Math.max(0, (changes?.changedDays ?? 0) - ownDays);
  const latest = changes?.freshness.revision ?? null;

  const apply = async (list: LineList | null) => {
    const { queryKey } = linesQuery(search);
    if (list !== null) client.setQueryData<LinePages>(queryKey, firstPage(list));
    else await client.refetchQueries({ queryKey, exact: true });
    void client.invalidateQueries({ queryKey: ["reconciliations", "totals"] });
    void client.invalidateQueries({ queryKey: ["reconciliations", "days"] });
  };

  const fetchUnlessBusy = useEffectEvent(() =>
    isBusy() ? Promise.resolve(null) : fetchLines(search, null),
  );
  const applyOrDefer = useEffectEvent((list: LineList | null, revisionNow: string) => {
    if (list !== null && !isBusy() && hasSameOrder(shown, list)) void apply(list);
    else setDeferredRevision(revisionNow);
  });
  useEffect(() => {
    if (changedDays === 0 || latest === null) return;
    let isCurrent = true;
    fetchUnlessBusy()
      .then((list) => isCurrent && applyOrDefer(list, latest))
      // Updates that can't be read now still wait behind the button.
      .catch(() => setDeferredRevision(latest));
    return () => {
      isCurrent = false;
    };
  }, [changedDays, latest]);

  const show = async () => {
    setWorking(true);
    try {
      const few = (shown?.pages.length ?? 0) <= PAGES_REREAD_MAX;
      await apply(few ? null : await fetchLines(search, null));
      if (!few) window.scrollTo({ top: 0 });
    } finally {
      setWorking(false);
    }
  };
  const waiting = deferredRevision === latest ? changedDays : 0;
  return { waiting, working, show, freshness: changes?.freshness ?? null };
}

/** Nothing can move, or every line stays where it is. */
function hasSameOrder(shown: LinePages | undefined, list: LineList): boolean {
  const lines = shown?.pages[0]?.lines ?? [];
  if (lines.length === 0) return true;
  if ((shown?.pages.length ?? 0) > 1 || lines.length !== list.lines.length) return false;
  return lines.every((line, index) => {
    const other = list.lines[index];
    return other !== undefined && formatLineKey(line) === formatLineKey(other);
  });
}
