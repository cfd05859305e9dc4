"use client";

/**
 * Whether the reader has begun with the page: what lies below the first screen of a phone is
 * fetched no sooner, so that the first screen comes soon. At a desk, where there is room and power,
 * the first idle moment counts as a beginning.
 */
import { useSyncExternalStore } from "react";
import { whenIdle } from "./when-idle";

/** Any will do, and any key: the `Ctrl` of a print comes before its `P`. */
const ACTS = ["scroll", "wheel", "touchstart", "pointermove", "pointerdown", "keydown"];
const DESK = "(min-width: 640px)";

let begun = false;
const listeners = new Set<() => void>();
let endWaiting: (() => void) | null = null;

export function useBegun(): boolean {
  return useSyncExternalStore(follow, hasBegun, never);
}

const hasBegun = () => begun;
const never = () => false;

function follow(changed: () => void): () => void {
  listeners.add(changed);
  if (!begun) endWaiting ??= waitForAct();
  return () => {
    listeners.delete(changed);
    if (listeners.size === 0) stopWaiting();
  };
}

function waitForAct(): () => void {
  for (const act of ACTS) window.addEventListener(act, begin, { capture: true, passive: true });
  const callOff = window.matchMedia(DESK).matches ? whenIdle(begin) : null;
  return () => {
    for (const act of ACTS) window.removeEventListener(act, begin, { capture: true });
    callOff?.();
  };
}

function stopWaiting(): void {
  endWaiting?.();
  endWaiting = null;
}

function begin(): void {
  begun = true;
  stopWaiting();
  for (const changed of listeners) changed();
}
