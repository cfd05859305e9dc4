"use client";

/** Lets a page tell the bar above it what it shows, such as the centre and the date of a day. */
import { useEffect, useSyncExternalStore } from "react";

let name: string | null = null;
const listeners = new Set<() => void>();

function set(next: string | null): void {
  name = next;
  for (const listener of listeners) listener();
}

export function useTellPageName(text: string): void {
  useEffect(() => {
    set(text);
    return () => set(null);
  }, [text]);
}

/** It is null until the page has set it, and on pages that have none. */
export function usePageName(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => name,
    () => null,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
