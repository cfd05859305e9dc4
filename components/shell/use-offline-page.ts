"use client";

/** Has the page stored that is shown without a network, in the reader's language. */
import { useLocale } from "next-intl";
import { useEffect } from "react";
import { keepOfflinePage } from "@/lib/client/offline-worker";

/** By then the page that is shown has what it needs itself. */
const DELAY_MS = 3_000;

export function useOfflinePage(): void {
  const language = useLocale();
  useEffect(() => {
    const timer = setTimeout(() => void keepOfflinePage(), DELAY_MS);
    return () => clearTimeout(timer);
  }, [language]);
}
