"use client";

/** Decides where focus goes when an overlay closes that has no trigger of Radix's own. */
import { useRef } from "react";

/**
 * Serves an overlay that is anchored to a button: pressing the button does not count as pressing
 * outside, and focus returns to it unless the overlay was closed by pressing something else.
 */
export function useAnchorFocus(anchor: HTMLElement | null) {
  const pressedOutside = useRef(false);
  return {
    onInteractOutside: (event: Event) => {
      if (event.target instanceof Node && anchor?.contains(event.target) === true) {
        event.preventDefault();
      } else pressedOutside.current = true;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (!pressedOutside.current) anchor?.focus();
      pressedOutside.current = false;
    },
  };
}

/** Serves an overlay that is opened by state: focus returns to the element that had it before. */
export function useRestoredFocus() {
  const previous = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      previous.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (previous.current instanceof HTMLElement) previous.current.focus();
    },
  };
}
