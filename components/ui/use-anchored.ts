"use client";

/**
 * How something that floats gets on with the button it hangs from: pressing the button is no press
 * outside, and the focus goes back to it, unless the reader has gone elsewhere by pressing there.
 */
import { useRef } from "react";

export function useAnchored(anchor: HTMLElement | null) {
  const outside = useRef(false);
  return {
    onInteractOutside: (event: Event) => {
      if (event.target instanceof Node && anchor?.contains(event.target) === true) {
        event.preventDefault();
      } else outside.current = true;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (!outside.current) anchor?.focus();
      outside.current = false;
    },
  };
}
