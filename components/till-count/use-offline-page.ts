"use client";

/** Stores the page on the device whenever it shows another location, or newer counts. */
import { useEffect } from "react";
import { keepPage } from "@/lib/client/till-counts-worker";
import type { CountLocation } from "./use-count-location";

const DEBOUNCE_MS = 1_500;

export function useOfflinePage(location: CountLocation, changedAt: number): void {
  const shown = JSON.stringify(location);
  useEffect(() => {
    if (!navigator.onLine) return;
    const timer = setTimeout(() => void keepPage(window.location.href), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [shown, changedAt]);
}
