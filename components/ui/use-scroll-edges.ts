"use client";

/** Tells on which sides a region that scrolls sideways has more than it shows. */
import { type RefObject, useLayoutEffect, useState } from "react";

export type ScrollEdges = { before: boolean; after: boolean };

/** Parts of a pixel remain at an end on screens that are zoomed. */
const SLACK = 2;

export function useScrollEdges(region: RefObject<HTMLElement | null>): ScrollEdges {
  const [edges, setEdges] = useState<ScrollEdges>({ before: false, after: false });
  useLayoutEffect(() => {
    const element = region.current;
    if (element === null) return;
    const measure = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      const before = scrollLeft > SLACK;
      const after = scrollLeft + clientWidth < scrollWidth - SLACK;
      setEdges((last) =>
        last.before === before && last.after === after ? last : { before, after },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const one of [element, ...element.children]) observer.observe(one);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [region]);
  return edges;
}
