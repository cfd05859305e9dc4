"use client";

/** Tells whether the window is as wide as a desk's, which has room for a panel beside a list. */
import { useSyncExternalStore } from "react";

const WIDE = "(min-width: 1280px)";

export function isWide(): boolean {
  return window.matchMedia(WIDE).matches;
}

/** The server and the first render take it for narrow; what depends on it appears afterwards. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, isWide, () => false);
}

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
