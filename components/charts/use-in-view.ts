"use client";

/**
 * Whether a picture is wanted: its code once the reader has begun or a good part of it is seen, its
 * drawing when it is seen or about to be, when the focus enters it, and when the page is printed.
 */
import { startTransition, useEffect, useRef, useState } from "react";
import { usePrinting } from "../ui/use-printing";
import { useBegun } from "../ui/use-begun";

/** The bar at the foot of a phone's screen hides what is below it. */
const SEEN = "0px 0px -60px";
/** Once the reader has begun. */
const ABOUT_TO_BE_SEEN = "400px 0px";

/** `part` of it has to be seen before the reader has begun. */
export function useInView({ part = 0.25 } = {}) {
  const frame = useRef<HTMLDivElement>(null);
  const begun = useBegun();
  const printing = usePrinting();
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (seen || element === null) return;
    const threshold = begun ? 0 : part;
    const observer = new IntersectionObserver(
      (entries) => {
        const isSeen = entries.some(
          (entry) => entry.isIntersecting && entry.intersectionRatio >= threshold,
        );
        if (isSeen) startTransition(() => setSeen(true));
      },
      { threshold, rootMargin: begun ? ABOUT_TO_BE_SEEN : SEEN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [seen, begun, part]);
  const see = () => setSeen(true);
  return { frame, see, wanted: begun || seen, drawn: seen || printing, printing };
}
