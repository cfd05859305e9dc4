"use client";

/** Requests a sync of some centres and dates, and polls it until it has ended. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { hasEnded, listCentreIds, startSync, type SyncRange, syncQuery } from "@/lib/client/syncs";
import type { Sync } from "@/lib/contracts/sync";

/** More centres are requested in several requests, which become one sync. */
const CENTRES_PER_REQUEST_MAX = 1_000;

export type Refresh = {
  start: (range: SyncRange) => void;
  /** This is the sync that is polled: the user's own, or one that was already running. */
  sync: Sync | null;
  isRunning: boolean;
  error: Error | null;
};

/** `running` is a sync that the page's data names; `onEnd` is called once for each that ends. */
export function useRefresh(running: string | null, onEnd: () => void): Refresh {
  const [ownId, setOwnId] = useState<string | null>(null);
  const id = ownId ?? running;
  const { data: sync } = useQuery(syncQuery(id));
  const starting = useMutation({ mutationFn: startAll, onSuccess: (started) => setOwnId(started) });
  const ended = sync !== undefined && hasEnded(sync);
  const notifiedId = useRef<string | null>(null);
  useEffect(() => {
    if (!ended || id === null || notifiedId.current === id) return;
    notifiedId.current = id;
    onEnd();
  }, [ended, id, onEnd]);
  return {
    start: (range) => starting.mutate(range),
    sync: sync ?? null,
    isRunning: starting.isPending || (id !== null && !ended),
    error: starting.error,
  };
}

async function startAll({ centreIds: named, from, to }: SyncRange): Promise<string | null> {
  const centreIds = named ?? (await listCentreIds());
  let id: string | null = null;
  for (let at = 0; at < centreIds.length; at += CENTRES_PER_REQUEST_MAX) {
    const part = centreIds.slice(at, at + CENTRES_PER_REQUEST_MAX);
    id = (await startSync({ centreIds: part, from, to })).id;
  }
  return id;
}
