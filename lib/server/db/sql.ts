import "server-only";

/**
 * Runs set-based work in one transaction, on `pg` itself: bulk writes, and whatever recomputes
 * lines. Prisma serves single rows and plain reads.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { QueryResultRow } from "pg";
import { isAppError } from "../app-error";
import { log } from "../log";
import { pool, watchPool, workPool } from "./client";
import { statementName } from "./statement-name";
import { askTogether } from "./together";
import {
  begin,
  commit,
  createTransaction,
  PLANNED_ONCE,
  rollBack,
  type Sql,
  type Transaction,
  type TransactionOptions,
} from "./transaction";

export type { Sql, Transaction } from "./transaction";

/** A change may take longer than a page: it is sent in one piece, so that this costs no time. */
const BEGIN = "BEGIN; SET LOCAL statement_timeout = '60s'";
const BEGIN_PREPARED = `${BEGIN}; ${PLANNED_ONCE}`;

/** Commits durably when `work` resolves, rolls back and rethrows when it does not. */
export async function inTransaction<T>(
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const deferred = deferring.getStore();
  if (deferred === undefined || deferred.isBusy || options.commitsAtOnce === true) {
    const { result, tx } = await begin(beginning(options), pool(), work, options);
    await commit(tx);
    return result;
  }
  deferred.isBusy = true;
  try {
    await deferred.early;
    await commitDeferred(deferred);
    const { result, tx } = await begin(beginning(options), pool(), work, options);
    deferred.open = tx;
    deferred.timer = setTimeout(() => {
      log().warn(
        { part: "database" },
        "a command takes long after its last transaction, which is committed",
      );
      deferred.early = commitDeferred(deferred);
      deferred.early.catch(() => undefined); // It is thrown where the transaction is awaited.
    }, DEFERRED_MS_MAX);
    return result;
  } finally {
    deferred.isBusy = false;
  }
}

function beginning({ prepares = false }: TransactionOptions): string {
  return prepares ? BEGIN_PREPARED : BEGIN;
}

/** Its locks are released after so long, whatever a command does after its last transaction. */
const DEFERRED_MS_MAX = 5_000;

type Deferred = {
  open: Transaction | null;
  /** A transaction inside another one, or beside it, has a connection of its own. */
  isBusy: boolean;
  timer?: NodeJS.Timeout;
  early?: Promise<void>;
};

const deferring = new AsyncLocalStorage<Deferred>();

/**
 * Commits the last transaction of `work` only together with what `store` adds, so that both are
 * there or neither is; `store` gets null when there was none. Earlier transactions of `work` are
 * committed before the next one begins, because they must not wait for each other's locks.
 */
export async function storingWith<T>(
  work: () => Promise<T>,
  store: (result: T, sql: Sql | null) => Promise<void>,
): Promise<T> {
  const deferred: Deferred = { open: null, isBusy: false };
  const end = async () => {
    // What follows the response has connections of its own.
    deferred.isBusy = true;
    clearTimeout(deferred.timer);
    // What was committed early, and was lost, was not stored.
    await deferred.early;
  };
  let result: T;
  try {
    result = await deferring.run(deferred, work);
    await end();
  } catch (error) {
    // What a failed command has done stays, as it would without a key.
    await end()
      .then(() => commitDeferred(deferred))
      .catch((lost: unknown) => {
        throw isAppError(lost) ? lost : error;
      });
    throw error;
  }
  try {
    await store(result, deferred.open?.sql ?? null);
  } catch (error) {
    const open = takeOpen(deferred);
    if (open !== null) await rollBack(open);
    throw error;
  }
  await commitDeferred(deferred);
  return result;
}

async function commitDeferred(deferred: Deferred): Promise<void> {
  const open = takeOpen(deferred);
  if (open !== null) await commit(open);
}

function takeOpen(deferred: Deferred): Deferred["open"] {
  clearTimeout(deferred.timer);
  const { open } = deferred;
  deferred.open = null;
  return open;
}

/** Everything that `work` reads is of one moment; whatever it writes is rolled back. */
export async function inSnapshot<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const deferred = deferring.getStore();
  if (deferred !== undefined) await commitDeferred(deferred);
  const { result, tx } = await begin("BEGIN ISOLATION LEVEL REPEATABLE READ", workPool(), work);
  await rollBack(tx);
  return result;
}

/** Everything that `work` reads with `sql` is read on a connection that nothing else can take. */
export async function readingApart<T>(work: () => Promise<T>): Promise<T> {
  const tx = createTransaction(await watchPool().connect());
  try {
    return await readingWith(tx, work);
  } finally {
    await tx.close();
    tx.client.release();
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
  const deferred = deferring.getStore()?.open;
  if (deferred != null) return deferred.sql(text, values);
  if (isPrepared) {
    return askTogether(pool(), { name: statementName(text), text, values: [...values] });
  }
  // `pool.query` would close the connection after any error, such as a refusal by a constraint.
  const client = await pool().connect();
  try {
    return (await client.query<Row>({ text, values: [...values] })).rows;
  } finally {
    client.release();
  }
}

const reading = new AsyncLocalStorage<Sql>();

/**
 * Everything that `work` reads with `sql` is read inside this transaction. So the usual queries can
 * read a past moment without knowing of it.
 */
export function readingWith<T>(tx: Transaction, work: () => T): T {
  return reading.run(tx.sql, work);
}

/** Whether what `sql` reads now has to be read by a transaction that is open. */
export function isReadingBound(): boolean {
  return reading.getStore() !== undefined || deferring.getStore() !== undefined;
}
