import "server-only";

/**
 * Locks that last until the end of a transaction, so that no file is deleted while a row is to name
 * it.
 */
import type { Sql } from "../db/sql";

export async function lockToName(sql: Sql, sha256: string): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock_shared(hashtextextended('file ' || $1::text, 0))::text", [
    sha256,
  ]);
}

export async function lockToRemove(sql: Sql, sha256: string): Promise<void> {
  await sql("SELECT pg_advisory_xact_lock(hashtextextended('file ' || $1::text, 0))::text", [
    sha256,
  ]);
}
