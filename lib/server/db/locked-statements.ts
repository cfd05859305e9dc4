import "server-only";

/**
 * Remembers which statements wait for a table that somebody has locked. As long as a connection
 * waits with one of them, others of the same text are refused at once, so that they take no time of
 * a connection from those that need another table.
 */
import type pg from "pg";

const REMEMBERED_MS = 30_000;

type Client = pg.ClientBase;
type Entry = { notedAt: number; askers: Set<Client> };

export type LockedStatements = {
  note: (text: string | null, client: Client) => void;
  mayAsk: (text: string | null, client: Client) => boolean;
  end: (text: string | null, client: Client, wasQuick: boolean) => void;
};

export function lockedStatements(): LockedStatements {
  const entries = new Map<string, Entry>();
  const find = (text: string | null): Entry | undefined => {
    if (text === null || entries.size === 0) return undefined;
    const entry = entries.get(text);
    if (entry === undefined || performance.now() - entry.notedAt <= REMEMBERED_MS) return entry;
    entries.delete(text);
    return undefined;
  };
  return {
    note(text, client) {
      if (text === null) return;
      const askers = (find(text)?.askers ?? new Set()).add(client);
      entries.set(text, { notedAt: performance.now(), askers });
    },
    mayAsk(text, client) {
      const entry = find(text);
      if (entry === undefined) return true;
      if (entry.askers.size > 0) return false;
      entry.askers.add(client);
      return true;
    },
    end(text, client, wasQuick) {
      const entry = find(text);
      if (text === null || entry === undefined) return;
      entry.askers.delete(client);
      if (wasQuick) entries.delete(text);
    },
  };
}
