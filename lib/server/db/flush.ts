import "server-only";

/**
 * Waits until what was committed survives a crash of the database. A transaction that appends to
 * the audit trail commits without waiting for the disk, because it locks the chain for everybody;
 * its author, and whatever leaves the installation, waits here instead.
 */
import type pg from "pg";
import { isConnectionLost } from "./failures";
import { sharing } from "./sharing";

export function createFlush(pool: pg.Pool): () => Promise<void> {
  return sharing(() => flush(pool));
}

/** It may be repeated: a second one waits for whatever the first one would have waited for. */
async function flush(pool: pg.Pool): Promise<void> {
  try {
    await pool.query(FLUSH);
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
    await pool.query(FLUSH);
  }
}

/**
 * Whether everything that was committed is on disk; a standby that others wait for may lag behind
 * it. What a standby itself shows was on the disk of its primary before.
 */
export const IS_ON_DISK = `
  CASE WHEN pg_is_in_recovery() THEN true
       ELSE current_setting('synchronous_standby_names') = ''
            AND pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn() END`;

/**
 * The log of the database is written in order, so that the commit of a message, which waits as the
 * settings of the database say, comes after everything that anybody could see before. Without a
 * standby to wait for, what is on this disk already needs none.
 */
export const FLUSH = `
  SELECT pg_logical_emit_message(true, 'counterfoil', '') WHERE NOT ${IS_ON_DISK}`;
