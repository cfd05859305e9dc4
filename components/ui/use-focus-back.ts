"use client";

/**
 * For what is opened by state: Radix gives the focus back to a trigger of its own alone, so this
 * remembers who had it before.
 */
import { useRef } from "react";

export function useFocusBack() {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (before.current instanceof HTMLElement) before.current.focus();
    },
  };
}
