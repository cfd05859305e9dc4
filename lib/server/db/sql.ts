import "server-only";

/**
 * Set-based work in one transaction, on `pg` itself: bulk writes, and whatever recomputes lines.
 * Single rows and plain reads are Prisma's.
 */
import type { PoolClient, QueryResultRow } from "pg";
import { pool } from "./client";

/** Runs one statement; rows come back as objects, `bigint` columns as text. */
export type Sql = <Row extends QueryResultRow>(
  text: string,
  values?: readonly unknown[],
) => Promise<Row[]>;

export type Transaction = { sql: Sql; client: PoolClient };

/** Commits when `work` resolves, rolls back and rethrows when it does not. */
export async function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let broken = false;
  try {
    await client.query("BEGIN");
    const result = await work({ sql: sqlOf(client), client });
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {
      broken = true; // The connection is gone: PostgreSQL has rolled back by itself.
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** One statement outside any transaction. */
export const sql: Sql = async (text, values = []) => {
  const result = await pool().query(text, [...values]);
  return result.rows as never;
};

function sqlOf(client: PoolClient): Sql {
  return async (text, values = []) => {
    const result = await client.query(text, [...values]);
    return result.rows as never;
  };
}
