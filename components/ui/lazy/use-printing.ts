"use client";

/**
 * Returns true from before the page is printed until after it, also for what is mounted meanwhile.
 */
import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

let printing = false;
const listeners = new Set<() => void>();

export function usePrinting(): boolean {
  return useSyncExternalStore(follow, isPrinting, never);
}

function follow(changed: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
  }
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
    if (listeners.size > 0) return;
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
  };
}

const isPrinting = () => printing;
const never = () => false;
const before = () => setPrinting(true);
const after = () => setPrinting(false);

/** The update is synchronous, because a print waits for nothing. */
function setPrinting(now: boolean): void {
  printing = now;
  flushSync(() => {
    for (const changed of [...listeners]) changed();
  });
}
