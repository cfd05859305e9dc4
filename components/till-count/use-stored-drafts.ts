"use client";

/** Reads what this device stores for one person: drafts, and counts that wait to be sent. */
import { useMemo, useSyncExternalStore } from "react";
import { thisDevice } from "@/lib/client/till-counts-storage";
import { type Draft, draftPrefix, parseDraft } from "@/lib/client/till-counts-draft";
import { readUnsent, type Unsent, unsentPrefix } from "@/lib/client/till-counts-unsent";

/** The keys are those of `draftKey`. It is empty until hydration. */
export function useStoredDrafts(userId: string): ReadonlyMap<string, Draft> {
  const texts = useStoredTexts(draftPrefix(userId));
  return useMemo(() => {
    const drafts = new Map<string, Draft>();
    for (const { key, text } of texts) {
      const draft = parseDraft(text);
      if (draft !== null) drafts.set(key, draft);
    }
    return drafts;
  }, [texts]);
}

export function useUnsent(userId: string): Unsent[] {
  const texts = useStoredTexts(unsentPrefix(userId));
  return useMemo(() => readUnsent(texts.map(({ text }) => text)), [texts]);
}

/** It is false once this device could not store a draft. */
export function useCanStore(): boolean {
  return useSyncExternalStore(
    (listener) => thisDevice().subscribe(listener),
    () => thisDevice().keeps(),
    () => true,
  );
}

type StoredTexts = { key: string; text: string }[];

/** A single text represents all of it, so that React sees whether anything has changed. */
export function useStoredTexts(prefix: string): StoredTexts {
  const all = useSyncExternalStore(
    (listener) => thisDevice().subscribe(listener),
    () => JSON.stringify(thisDevice().list(prefix)),
    () => "[]",
  );
  return useMemo(() => JSON.parse(all) as StoredTexts, [all]);
}
