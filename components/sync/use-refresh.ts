"use client";

/** Requests a sync of some centres and dates, and polls it until it has ended. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { hasEnded, startSync, type SyncRange, syncQuery } from "@/lib/client/syncs";
import type { Sync } from "@/lib/contracts/sync";

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
  const starting = useMutation({
    mutationFn: startSync,
    onSuccess: (started) => setOwnId(started),
  });
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
