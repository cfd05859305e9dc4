"use client";

/** Has the page kept on the device whenever it shows another place, or newer counts. */
import { useEffect } from "react";
import { keepPage } from "@/lib/client/till-counts-worker";
import type { CountPlace } from "./use-count-location";

const QUIET_MS = 1_500;

export function useKeptPage(place: CountPlace, changedAt: number): void {
  const shown = JSON.stringify(place);
  useEffect(() => {
    if (!navigator.onLine) return;
    const timer = setTimeout(() => void keepPage(window.location.href), QUIET_MS);
    return () => clearTimeout(timer);
  }, [shown, changedAt]);
}
