/** Stores what was chosen last in the palette of this browser: names of entries, never amounts. */
import type { Entry } from "./palette-entries";

const ENTRIES_MAX = 5;
const STORE = "counterfoil.recent";

export function rememberEntry({ id }: Entry): void {
  const ids = [id, ...read().filter((other) => other !== id)].slice(0, ENTRIES_MAX);
  try {
    localStorage.setItem(STORE, JSON.stringify(ids));
  } catch {
    return; // Storage is full or forbidden; the palette works without it.
  }
}

export function recentEntries(entries: Entry[]): Entry[] {
  return read().flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
}

function read(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return []; // Storage is forbidden, or has a value that is not ours.
  }
}
