"use client";

/**
 * Shows a moment on the reader's own clock. The server knows the zone from a cookie; on the very
 * first visit it shows UTC, and the browser corrects that after hydration.
 */
import { useLocale, useTimeZone } from "next-intl";
import { useSyncExternalStore } from "react";
import { formatInstant, type InstantOptions } from "@/lib/domain/format";

type InstantProps = { iso: string; style?: InstantOptions["style"]; className?: string };

export function Instant({ iso, style = "short", className }: InstantProps) {
  const text = useInstantText();
  return (
    <time dateTime={iso} className={className}>
      {text(iso, style)}
    </time>
  );
}

/** It is for sentences and labels that can't contain an element. */
export function useInstantText(): (iso: string, style: InstantOptions["style"]) => string {
  const language = useLocale();
  const served = useTimeZone() ?? "UTC";
  const timeZone = useSyncExternalStore(never, zoneHere, () => served);
  return (iso, style) => formatInstant(iso, language, { timeZone, style });
}

const never = () => () => undefined;

/**
 * It is computed once: a browser creates a formatter for it, and a page has hundreds of moments.
 */
let zone: string | undefined;
const zoneHere = () => (zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone);
