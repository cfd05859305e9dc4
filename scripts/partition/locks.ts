/**
 * What the product prepares is planned without its values, and locks every month of its tables
 * whenever it is executed, although it looks only at those of its days. While it is planned, and
 * whenever a statement names no days, the indexes of every month are locked as well. The server has
 * room for a number of locks, which it is given at its start.
 */
import type pg from "pg";
import { DIVIDED_TABLES } from "./months";

/** Seven years. */
const MONTHS = 84;
/** So many at once lock every index of every table, or all connections lock every table. */
const STATEMENTS = 10;

/** What the embedded server is given. */
export const EMBEDDED_LOCKS = 512;

/** `ofMonth` are the tables and indexes of one month. */
type Server = { ofMonth: number; connections: number };

/** The room is one for all connections, and its size is so many times theirs. */
export function findNeededLocks({ ofMonth, connections }: Server): number {
  const atOnce = Math.max(STATEMENTS * ofMonth, connections * DIVIDED_TABLES.length);
  return Math.ceil((atOnce * MONTHS) / connections);
}

/** Returns what an operator should change before, or nothing. */
export async function adviseLocks(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<Server & { each: number }>(
    `SELECT (SELECT count(*)::int FROM pg_class c
              WHERE c.oid = ANY ($1::regclass[])
                 OR c.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = ANY ($1::regclass[]))
            ) AS "ofMonth",
            current_setting('max_connections')::int AS connections,
            current_setting('max_locks_per_transaction')::int AS each`,
    [DIVIDED_TABLES.map((table) => `public.${table}`)],
  );
  const [found] = rows;
  if (found === undefined) return [];
  const needed = findNeededLocks(found);
  if (found.each >= needed) return [];
  return [
    `The server has room for ${found.each} locks per connection; seven years of months need ` +
      `${needed}. Set max_locks_per_transaction to it, and restart PostgreSQL within two years: ` +
      "a standby first, because one with less room than its server stops replaying.",
  ];
}
