"use client";

/** The width of a chart's frame, so that its text is never scaled; on paper that of a sheet. */
import { useLayoutEffect, useRef, useState } from "react";
import { usePrinting } from "../reconciliation/use-printing";

const WIDTH_MIN = 240;
/** An A4 sheet within its margins. */
const WIDTH_OF_PRINT = 700;

export function useWidth({ least = WIDTH_MIN } = {}) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const printing = usePrinting();
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setWidth(Math.max(least, Math.floor(element.clientWidth))),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [least]);
  return [frame, printing ? Math.min(width, WIDTH_OF_PRINT) : width] as const;
}
