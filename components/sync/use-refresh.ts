"use client";

/** Asks Cashrec again for some centres and dates, and follows the pass until it has ended. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { hasEnded, startSync, type SyncRange, syncQuery } from "@/lib/client/syncs";
import type { Sync } from "@/lib/contracts/sync";

/** More centres are asked for in several requests, which become one pass. */
const CENTRES_PER_REQUEST_MAX = 1_000;

export type ReadAgain = {
  start: (range: SyncRange) => void;
  /** The pass that is followed: one's own, or one that was found running. */
  sync: Sync | null;
  working: boolean;
  error: Error | null;
};

/** `running` is a pass that the screen was told of; `onEnd` is called once for each that ends. */
export function useReadAgain(running: string | null, onEnd: () => void): ReadAgain {
  const [own, setOwn] = useState<string | null>(null);
  const id = own ?? running;
  const { data: sync } = useQuery(syncQuery(id));
  const starting = useMutation({ mutationFn: startAll, onSuccess: (started) => setOwn(started) });
  const ended = sync !== undefined && hasEnded(sync);
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (!ended || id === null || told.current === id) return;
    told.current = id;
    onEnd();
  }, [ended, id, onEnd]);
  return {
    start: (range) => starting.mutate(range),
    sync: sync ?? null,
    working: starting.isPending || (id !== null && !ended),
    error: starting.error,
  };
}

async function startAll({ centreIds, from, to }: SyncRange): Promise<string | null> {
  let id: string | null = null;
  for (let at = 0; at < centreIds.length; at += CENTRES_PER_REQUEST_MAX) {
    const part = centreIds.slice(at, at + CENTRES_PER_REQUEST_MAX);
    id = (await startSync({ centreIds: part, from, to })).id;
  }
  return id;
}
