"use client";

/**
 * A moment on the reader's own clock. The server knows the zone from a cookie; on the very first
 * visit it says UTC, and the browser puts that right once it runs.
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

/** For sentences and labels that an element can't stand in. */
export function useInstantText(): (iso: string, style: InstantOptions["style"]) => string {
  const language = useLocale();
  const served = useTimeZone() ?? "UTC";
  const timeZone = useSyncExternalStore(never, zoneHere, () => served);
  return (iso, style) => formatInstant(iso, language, { timeZone, style });
}

const never = () => () => undefined;

/** Asked once: to answer, a browser makes a formatter, and a page has hundreds of moments. */
let zone: string | undefined;
const zoneHere = () => (zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone);
