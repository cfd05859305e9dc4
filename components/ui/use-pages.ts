"use client";

/** Keeps what is typed above a list that the server searches, and how far it was paged through. */
import { useState } from "react";
import { TYPING_MS, useDebouncedValue } from "./use-debounced-value";

export type Pages = {
  typed: string;
  onType: (text: string) => void;
  /** The page that is asked for. */
  asked: { text: string; skip: number };
  onSkip: (skip: number) => void;
};

export function usePages(): Pages {
  const [typed, setTyped] = useState("");
  const [skip, setSkip] = useState(0);
  const text = useDebouncedValue(typed.trim(), TYPING_MS);
  return {
    typed,
    onType: (wanted) => {
      setTyped(wanted);
      setSkip(0);
    },
    asked: { text, skip },
    onSkip: setSkip,
  };
}

/** The first page is on the page already. */
export function isFirstPage({ text, skip }: Pages["asked"]): boolean {
  return text === "" && skip === 0;
}
