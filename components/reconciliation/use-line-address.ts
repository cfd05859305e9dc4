"use client";

/**
 * Holds the chosen line in the address, in place of the one before it: a reload, a shared link and
 * Back all return to it. The window's address is read when a key is pressed, because a component
 * knows it only after its next render.
 */
import { useSearchParams } from "next/navigation";
import { LINE_PARAMETER, withLine } from "@/lib/domain/screen/line-address";

/** Browsers refuse an address that is replaced too often, such as while a key is held down. */
const REPLACE_MS_MIN = 300;

let latest = 0;
let waiting: { parts: readonly string[] | null; timer: number } | null = null;

export function useLineParameter(): string | null {
  return useSearchParams().get(LINE_PARAMETER);
}

/** Returns the line that was chosen last, also while the address waits for it. */
export function readLineParameter(): string | null {
  const { search } = window.location;
  const query = waiting === null ? search : withLine(search, waiting.parts);
  return new URLSearchParams(query).get(LINE_PARAMETER);
}

export function replaceLineParameter(parts: readonly string[] | null): void {
  if (waiting !== null) window.clearTimeout(waiting.timer);
  waiting = null;
  latest = performance.now();
  const { pathname, search } = window.location;
  const query = withLine(search, parts);
  if (query !== search) window.history.replaceState(null, "", `${pathname}${query}`);
}

/** Replaces it at once, or soon when it was replaced a moment ago; the last line wins. */
export function followLineParameter(parts: readonly string[]): void {
  const rest = latest + REPLACE_MS_MIN - performance.now();
  if (rest <= 0) {
    replaceLineParameter(parts);
    return;
  }
  if (waiting !== null) window.clearTimeout(waiting.timer);
  waiting = { parts, timer: window.setTimeout(() => replaceLineParameter(parts), rest) };
}

/** Nothing that waits may change the address of another page. */
export function forgetWaitingLine(): void {
  if (waiting !== null) window.clearTimeout(waiting.timer);
  waiting = null;
}
