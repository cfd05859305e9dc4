"use client";

/**
 * Holds the chosen line in the address, in place of the one before it: a reload, a shared link and
 * Back all return to it. The window's address is read when a key is pressed, because a component
 * knows it only after its next render.
 */
import { useSearchParams } from "next/navigation";
import { LINE_PARAMETER, withLine } from "@/lib/domain/screen/line-address";

export function useLineParameter(): string | null {
  return useSearchParams().get(LINE_PARAMETER);
}

export function readLineParameter(): string | null {
  return new URLSearchParams(window.location.search).get(LINE_PARAMETER);
}

export function replaceLineParameter(parts: readonly string[] | null): void {
  const { pathname, search } = window.location;
  const query = withLine(search, parts);
  if (query !== search) window.history.replaceState(null, "", `${pathname}${query}`);
}
