"use client";

/**
 * What is typed into the fields of one till and not handed in yet. Each entry keeps the version
 * that was in force when its typing began, and the key of its attempt, so that a second press of
 * the button, or a second try after a lost connection, stores it once.
 */
import { useState } from "react";
import type { CountVersion } from "@/lib/contracts/reconciliation";

export type Entry = {
  text: string;
  basedOnVersion: number;
  attempt: string;
  /** The count that someone else handed in meanwhile. */
  conflict: CountVersion | null;
  /** Why it could not be handed in. */
  error: unknown;
};

export function useEntries() {
  const [entries, setEntries] = useState<ReadonlyMap<string, Entry>>(new Map());
  const put = (tenderId: string, entry: Entry | null) =>
    setEntries((held) => {
      const next = new Map(held);
      if (entry === null) next.delete(tenderId);
      else next.set(tenderId, entry);
      return next;
    });
  return {
    entries,
    /** A changed text is a new attempt. */
    type(tenderId: string, text: string, version: number) {
      const held = entries.get(tenderId);
      const basedOnVersion = held?.basedOnVersion ?? version;
      if (text === "") put(tenderId, null);
      else put(tenderId, { ...fresh(), text, basedOnVersion });
    },
    put,
    /** Hands the same amount in on top of the other person's. */
    insist(tenderId: string, entry: Entry): Entry {
      const basedOnVersion = entry.conflict?.version ?? entry.basedOnVersion;
      const next = { ...fresh(), text: entry.text, basedOnVersion };
      put(tenderId, next);
      return next;
    },
  };
}

export type Entries = ReturnType<typeof useEntries>;

function fresh() {
  return { attempt: newKey(), conflict: null, error: null };
}

/** `randomUUID` is there on secure pages alone; a till may be reached over plain HTTP. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
