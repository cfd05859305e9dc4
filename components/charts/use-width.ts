"use client";

/**
 * Measures the width of a chart's frame, so that its text is never scaled. On paper it is no wider
 * than a sheet; with `wholeSheet` it is exactly as wide, for charts that stand beside others on the
 * screen.
 */
import { useLayoutEffect, useRef, useState } from "react";
import { usePrinting } from "../ui/lazy/use-printing";

const WIDTH_MIN = 240;
/** It is the width of an A4 sheet within its margins. */
const WIDTH_OF_PRINT = 700;

export function useWidth({ least = WIDTH_MIN, wholeSheet = false } = {}) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const printing = usePrinting();
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = () => setWidth(Math.max(least, Math.floor(element.clientWidth)));
    // The update is synchronous, because a component that mounts for a print is not rendered again.
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [least]);
  const onPaper = wholeSheet ? WIDTH_OF_PRINT : Math.min(width, WIDTH_OF_PRINT);
  return [frame, printing ? onPaper : width] as const;
}
