"use client";

/**
 * A part of the page whose code is fetched when it is first wanted. Once it is here whoever shows
 * it does so in the same instant, without a turn in between: a print waits for nothing.
 */
import { useEffect, useSyncExternalStore } from "react";

type Arrival<Part> =
  { stage: "away" | "coming" | "lost"; part: null } | { stage: "here"; part: Part };

export type Fetched<Part> = {
  /** Fetches it, unless it is here or on its way. */
  ask: () => void;
  now: () => Arrival<Part>;
  subscribe: (listener: () => void) => () => void;
};

const AWAY = { stage: "away", part: null } as const;
const away = () => AWAY;

export function fetched<Part>(load: () => Promise<Part>): Fetched<Part> {
  let arrival: Arrival<Part> = AWAY;
  const listeners = new Set<() => void>();
  const reach = (next: Arrival<Part>) => {
    arrival = next;
    for (const listener of listeners) listener();
  };
  return {
    now: () => arrival,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ask() {
      if (arrival.stage === "coming" || arrival.stage === "here") return;
      reach({ stage: "coming", part: null });
      load().then(
        (part) => reach({ stage: "here", part }),
        () => reach({ stage: "lost", part: null }),
      );
    },
  };
}

export function useFetched<Part>(source: Fetched<Part>, wanted: boolean): Arrival<Part> {
  useEffect(() => {
    if (wanted) source.ask();
  }, [source, wanted]);
  return useSyncExternalStore<Arrival<Part>>(source.subscribe, source.now, away);
}
