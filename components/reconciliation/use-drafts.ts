/** Holds what was typed about each line of a day and is not saved yet. */
import { useState } from "react";
import type { Draft } from "../explanation/explain-form";

const EMPTY: Draft = { reason: "", text: "" };

export function useDrafts(id: string): { draft: Draft; onDraft: (draft: Draft) => void } {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  return {
    draft: drafts.get(id) ?? EMPTY,
    onDraft: (draft) => setDrafts((current) => new Map(current).set(id, draft)),
  };
}
