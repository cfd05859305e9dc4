import "server-only";

/** Begins, commits and rolls back one transaction on a connection of a pool. */
import type { Pool, PoolClient, QueryResult, QueryResultRow } from "pg";
import { assert } from "@/lib/domain/assert";
import { isConnectionLost, outcomeUnknown } from "./failures";
import { FLUSH } from "./flush";
import { type Around, createMessages } from "./messages";
import { statementName } from "./statement-name";

/**
 * Runs one statement; rows come back as objects, `bigint` columns as text. A transaction sends
 * those that are asked for in the same turn in one message.
 */
export type Sql = <Row extends QueryResultRow>(
  text: string,
  values?: readonly unknown[],
) => Promise<Row[]>;

/** Does the same with rows that are arrays, for many rows of many columns. */
type SqlArrays = (text: string, values: readonly unknown[]) => Promise<unknown[][]>;

export type Transaction = {
  sql: Sql;
  arrays: SqlArrays;
  client: PoolClient;
  /** Another may have the connection afterwards: later statements are refused. */
  close: () => Promise<void>;
  /** Ends it after `close`; what was postponed is sent in the same message. */
  end: (statement: string) => Promise<QueryResult | QueryResult[]>;
};

export type TransactionOptions = {
  /**
   * Its statements are run again and again and find rows by keys, as with `prepared`. Its beginning
   * is sent together with the first of them, which must come before anything is copied.
   */
  prepares?: boolean;
  /**
   * It is committed at once, also in a command whose last transaction waits for its response: other
   * connections of the same command must see it, or may wait for what it has locked.
   */
  commitsAtOnce?: boolean;
};

/**
 * Plans of this transaction's prepared statements don't depend on their values: for few rows,
 * planning takes longer than executing. The setting ends with it, so that a pooler may share the
 * connection.
 */
export const PLANNED_ONCE = "SET LOCAL plan_cache_mode = force_generic_plan";

const committedEarly = new WeakSet<Sql>();

/**
 * Has this transaction release its locks before it is on disk, because others wait for them. Its
 * author waits for the disk afterwards.
 */
export function commitEarly(sql: Sql): void {
  committedEarly.add(sql);
}

const postponers = new WeakMap<Sql, (around?: Around) => Sql>();

/**
 * Runs statements whose rows nobody needs with the next message of the transaction, which may be
 * its commit, so that what they lock is locked for no message more. Elsewhere they run at once.
 */
export function postponing(sql: Sql, around?: Around): Sql {
  return postponers.get(sql)?.(around) ?? sql;
}

/** All of it is one request, so that it takes no longer than a usual commit. */
const COMMIT_EARLY = `SET LOCAL synchronous_commit = off; COMMIT; ${FLUSH}`;

/** Leaves the transaction open when `work` resolves. */
export async function begin<T>(
  statement: string,
  from: Pool,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<{ result: T; tx: Transaction }> {
  const client = await from.connect();
  const { prepares = false } = options;
  const tx = createTransaction(client, { prepares, ...(prepares ? { first: statement } : {}) });
  try {
    if (!prepares) await client.query(statement);
    return { result: await work(tx), tx };
  } catch (error) {
    await rollBack(tx);
    throw error;
  }
}

/** A connection that can't roll back is gone, and PostgreSQL has rolled back by itself. */
export async function rollBack({ client, close }: Transaction): Promise<void> {
  await close();
  const isBroken = await client.query("ROLLBACK").then(
    () => false,
    () => true,
  );
  client.release(isBroken);
}

/**
 * A commit without a result may have happened. PostgreSQL completes the commit of a transaction in
 * which a statement failed with ROLLBACK, and without an error.
 */
export async function commit(tx: Transaction): Promise<void> {
  const { sql, client } = tx;
  await tx.close();
  let results: QueryResult | QueryResult[];
  try {
    results = await tx.end(committedEarly.has(sql) ? COMMIT_EARLY : "COMMIT");
  } catch (error) {
    const isLost = isConnectionLost(error);
    if (isLost) client.release(true);
    else await rollBack(tx);
    throw isLost ? outcomeUnknown(error) : error;
  }
  client.release();
  const isCommitted = [results].flat().some(({ command }) => command === "COMMIT");
  assert(isCommitted, "a transaction is committed although a statement of it failed");
}

type CreateOptions = TransactionOptions & {
  /** What begins the transaction, to be sent with its first statement. */
  first?: string;
};

/** For a connection in whose transaction the caller begins and ends. */
export function createTransaction(
  client: PoolClient,
  { prepares = false, first }: CreateOptions = {},
): Transaction {
  const messages = createMessages(client);
  const { ask, close, end } = messages;
  if (first !== undefined) void messages.postpone(first);
  const nameOf = (text: string) => (prepares ? { name: statementName(text) } : {});
  const sql: Sql = (text, values = []) => {
    return ask({ ...nameOf(text), text, values: [...values] });
  };
  const arrays: SqlArrays = (text, values) =>
    ask({ ...nameOf(text), text, values: [...values], rowMode: "array" });
  const postpone =
    (around?: Around): Sql =>
    (text, values = []) =>
      messages.postpone({ ...nameOf(text), text, values: [...values] }, around);
  postponers.set(sql, postpone);
  return { sql, arrays, client, close, end };
}
