"use client";

/** Holds the ids of the selected lines. The selection belongs to one search. */
import { useCallback, useState } from "react";
import type { ListSearch } from "@/lib/client/reconciliations";

export type Selection = Record<string, boolean>;

export type ChangeSelection = (change: (current: Selection) => Selection) => void;

const NO_SELECTION: Selection = {};

/** Another search starts without a selection, because its lines are others. */
export function useSelection(list: ListSearch): [Selection, ChangeSelection] {
  const [state, setState] = useState({ list, ids: NO_SELECTION });
  const change = useCallback<ChangeSelection>(
    (next) =>
      setState((before) => ({
        list,
        ids: next(before.list === list ? before.ids : NO_SELECTION),
      })),
    [list],
  );
  return [state.list === list ? state.ids : NO_SELECTION, change];
}
