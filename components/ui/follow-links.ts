"use client";

/**
 * Follows the plain links of a table without loading a document, as `Link` does. Hundreds of `Link`
 * on one page would each be hydrated by themselves.
 */
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";

/** Returns the handler of clicks for an element around the links. */
export function useFollowLinks() {
  const router = useRouter();
  return (event: MouseEvent<HTMLElement>) => {
    const { target } = event;
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (link === null || !isPlainClick(event)) return;
    event.preventDefault();
    router.push(link.getAttribute("href") ?? "");
  };
}

/** A click with a modifier, or the middle button, is the browser's: it opens a tab. */
export function isPlainClick(event: MouseEvent): boolean {
  const { button, ctrlKey, metaKey, shiftKey, altKey } = event;
  return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
}
