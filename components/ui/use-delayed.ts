"use client";

/**
 * Returns true once `isActive` has been true for long enough to be noticed. Progress that ends
 * sooner is not shown, because a text that appears for an instant reads as a flicker.
 */
import { useEffect, useState } from "react";

const NOTICED_AFTER_MS = 400;

export function useDelayed(isActive: boolean): boolean {
  const [hasElapsed, setHasElapsed] = useState(false);
  useEffect(() => {
    if (!isActive) return;
    const timer = setTimeout(() => setHasElapsed(true), NOTICED_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setHasElapsed(false);
    };
  }, [isActive]);
  return isActive && hasElapsed;
}
