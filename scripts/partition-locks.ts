/**
 * A statement that is not about certain days locks every month of a table with its indexes. The
 * server has room for a number of locks, which it is given at its start.
 */
import type pg from "pg";
import { DIVIDED_TABLES } from "./partition-months";

/** Seven years, for so many statements at once about every table. */
const MONTHS = 84;
const STATEMENTS = 10;

/** Returns what an operator should change before, or nothing. */
export async function adviseLocks(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ ofMonth: number; connections: number; each: number }>(
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
  const needed = Math.ceil((found.ofMonth * MONTHS * STATEMENTS) / found.connections);
  if (found.each >= needed) return [];
  return [
    `The server has room for ${found.each} locks per connection; seven years of months need ` +
      `${needed}. Set max_locks_per_transaction to it, and restart PostgreSQL within two years.`,
  ];
}
