"use client";

/** Whether the page is as narrow as a phone's: the same width at which the style sheet turns. */
import { useSyncExternalStore } from "react";

const PHONE = "(max-width: 880px)";

export function usePhone(): boolean {
  return useSyncExternalStore(follow, isPhone, () => false);
}

function follow(changed: () => void): () => void {
  const query = window.matchMedia(PHONE);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

function isPhone(): boolean {
  return window.matchMedia(PHONE).matches;
}
