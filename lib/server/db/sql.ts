import "server-only";

/**
 * Runs set-based work in one transaction, on `pg` itself: bulk writes, and whatever recomputes
 * lines. Prisma serves single rows and plain reads.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { PoolClient, QueryResultRow } from "pg";
import { pool } from "./client";
import { FLUSH } from "./flush";
import { statementName } from "./statement-name";

/** Runs one statement; rows come back as objects, `bigint` columns as text. */
export type Sql = <Row extends QueryResultRow>(
  text: string,
  values?: readonly unknown[],
) => Promise<Row[]>;

export type Transaction = { sql: Sql; client: PoolClient };

const committedEarly = new WeakSet<Sql>();

/**
 * Has this transaction release its locks before it is on disk, because others wait for them. Its
 * author waits for the disk afterwards.
 */
export function commitEarly(sql: Sql): void {
  committedEarly.add(sql);
}

/** All of it is one request, so that it takes no longer than a usual commit. */
const COMMIT_EARLY = `SET LOCAL synchronous_commit = off; COMMIT; ${FLUSH}`;

export type TransactionOptions = {
  /** Its statements are run again and again and find rows by keys, as with `prepared`. */
  prepares?: boolean;
};

/** Commits durably when `work` resolves, rolls back and rethrows when it does not. */
export async function inTransaction<T>(
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const client = await pool().connect();
  let broken = false;
  try {
    await client.query("BEGIN");
    const tx = createTransaction(client, options);
    const result = await work(tx);
    await client.query(committedEarly.has(tx.sql) ? COMMIT_EARLY : "COMMIT");
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

/** Everything that `work` reads is of one moment; whatever it writes is rolled back. */
export async function inSnapshot<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let broken = false;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    return await work(createTransaction(client));
  } finally {
    await client.query("ROLLBACK").catch(() => {
      broken = true; // The connection is gone, and the transaction with it.
    });
    client.release(broken);
  }
}

/** Runs one statement outside any transaction, unless `readingWith` provides one. */
export const sql: Sql = (text, values) => ask({ text, values });

/**
 * Does the same for a statement that is run again and again, as for each page of a file: a
 * connection plans it once. It suits statements that find rows by keys alone, whose best plan does
 * not depend on the values.
 */
export const prepared: Sql = (text, values) => ask({ text, values, isPrepared: true });

/** Does the same for every statement that `work` reads with `sql`. */
export function readingByKeys<T>(work: () => T): T {
  if (reading.getStore() !== undefined) return work();
  return reading.run((text, values) => run({ text, values, isPrepared: true }), work);
}

type Asked = { text: string; values?: readonly unknown[] | undefined; isPrepared?: boolean };

async function ask<Row extends QueryResultRow>(asked: Asked): Promise<Row[]> {
  const bound = reading.getStore();
  return bound === undefined ? run(asked) : bound(asked.text, asked.values);
}

async function run<Row extends QueryResultRow>(asked: Asked): Promise<Row[]> {
  const { text, values = [], isPrepared = false } = asked;
  const name = isPrepared ? { name: statementName(text) } : {};
  return (await pool().query<Row>({ ...name, text, values: [...values] })).rows;
}

const reading = new AsyncLocalStorage<Sql>();

/**
 * Everything that `work` reads with `sql` is read inside this transaction, one statement after
 * another. So the usual queries can read a past moment without knowing of it.
 */
export function readingWith<T>(tx: Transaction, work: () => T): T {
  let last: Promise<unknown> = Promise.resolve();
  const inOrder: Sql = (text, values) => {
    const result = last.then(() => tx.sql(text, values));
    last = result.catch(() => undefined);
    return result as never;
  };
  return reading.run(inOrder, work);
}

/** For a connection in whose transaction the caller begins and ends. */
export function createTransaction(
  client: PoolClient,
  { prepares = false }: TransactionOptions = {},
): Transaction {
  const sql: Sql = async (text, values = []) => {
    const name = prepares ? { name: statementName(text) } : {};
    const result = await client.query({ ...name, text, values: [...values] });
    return result.rows as never;
  };
  return { sql, client };
}

/** Statements after `close` are refused, because another may have the connection by then. */
export function createClosable(client: PoolClient): { tx: Transaction; close: () => void } {
  const tx = createTransaction(client);
  let isOver = false;
  const sql: Sql = (text, values) =>
    isOver ? Promise.reject(new Error("The transaction is over")) : tx.sql(text, values);
  return {
    tx: { client, sql },
    close() {
      isOver = true;
    },
  };
}
