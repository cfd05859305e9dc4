"use client";

/** Debounces a value: while it is being dragged no request is sent. */
import { useEffect, useState } from "react";

/** Whoever types on sends no request for each letter. */
export const TYPING_MS = 150;

export function useDebouncedValue<T>(value: T, ms: number): T {
  const [debounced, setDebounced] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return debounced;
}
