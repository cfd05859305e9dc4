"use client";

/** Decides where focus goes when an overlay closes that has no trigger of Radix's own. */
import { type RefObject, useRef } from "react";

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

/**
 * Serves an overlay that is opened by state: focus returns to the element that had it before. Where
 * `initial` can have the focus, it gets it, and otherwise the first field or button.
 */
export function useRestoredFocus(initial?: RefObject<HTMLElement | null>) {
  const previous = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      previous.current = document.activeElement;
      if (!initial?.current) return;
      initial.current.focus();
      if (document.activeElement === initial.current) event.preventDefault();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (previous.current instanceof HTMLElement) previous.current.focus();
    },
  };
}
