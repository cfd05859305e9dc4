"use client";

/**
 * Words when something was read from Cashrec, in the same way on every page: "today at 10:21", or
 * the date. Until the browser knows what today is, it is a date.
 */
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useInstantText } from "../ui/instant";

export function useReadTime(): (iso: string) => string {
  const t = useTranslations("ui.read");
  const instant = useInstantText();
  const now = useMinute();
  const dayOf = (text: string) => text.split(", ")[0];
  return (iso) => {
    const at = instant(iso, "short");
    const isToday =
      now !== null && dayOf(instant(new Date(now).toISOString(), "short")) === dayOf(at);
    return isToday ? t("today", { time: instant(iso, "time") }) : t("at", { at });
  };
}

const MINUTE_MS = 60_000;

/** This is the present minute, in milliseconds; it is null while a server renders. */
export function useMinute(): number | null {
  return useSyncExternalStore(everyMinute, thisMinute, () => null);
}

function everyMinute(changed: () => void): () => void {
  const timer = setInterval(changed, MINUTE_MS);
  return () => clearInterval(timer);
}

function thisMinute(): number {
  return Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
}
