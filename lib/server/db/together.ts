import "server-only";

/**
 * Sends prepared statements that one work asks for in the same turn together: one connection gets
 * all of them in one message, because a message costs more than a short statement takes. They read
 * one snapshot, and their plans don't depend on their values, because planning takes longer than
 * finding rows by keys.
 */
import type pg from "pg";
import { currentWork } from "../work-context";
import { sendTogether } from "./pipeline";

/** Rows come back as objects. */
type Statement = { name: string; text: string; values: unknown[] };

type Entry = {
  statement: Statement;
  resolve: (rows: never[]) => void;
  reject: (error: unknown) => void;
};
type Batch = { work: object | undefined; entries: Entry[] };

/** What waits behind many statements on one connection would be there sooner on another. */
const TOGETHER_MAX = 16;

/** The settings end with the transaction, so that a pooler may share its connection. */
const BEGIN =
  "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL plan_cache_mode = force_generic_plan";
const ABORTED = "25P02";

const gathering = new WeakMap<pg.Pool, Batch>();

export function askTogether(pool: pg.Pool, statement: Statement): Promise<never[]> {
  return new Promise((resolve, reject) => {
    batchOf(pool).entries.push({ statement, resolve, reject });
  });
}

/** Work waits for its own statements only, and never for those of others. */
function batchOf(pool: pg.Pool): Batch {
  const open = gathering.get(pool);
  const work = currentWork();
  if (open !== undefined && open.work === work && open.entries.length < TOGETHER_MAX) return open;
  const batch: Batch = { work, entries: [] };
  gathering.set(pool, batch);
  queueMicrotask(() => {
    if (gathering.get(pool) === batch) gathering.delete(pool);
    void send(pool, batch.entries);
  });
  return batch;
}

async function send(pool: pg.Pool, entries: readonly Entry[]): Promise<void> {
  let client: pg.PoolClient;
  try {
    // `pool.query` would close the connection after any error, such as a refusal by a constraint.
    client = await pool.connect();
  } catch (error) {
    for (const { reject } of entries) reject(error);
    return;
  }
  const [only, another] = entries;
  if (only !== undefined && another === undefined) {
    await ask(client, only);
    client.release();
  } else {
    client.release(!(await askAll(client, entries)));
  }
}

/** Returns whether the transaction is over. */
async function askAll(client: pg.PoolClient, entries: readonly Entry[]): Promise<boolean> {
  let isOver = false;
  let failure: unknown;
  await sendTogether(client, () => {
    const started = client.query(BEGIN);
    const asked = entries.map(({ statement, resolve, reject }) =>
      ask(client, {
        statement,
        resolve,
        reject: (error) => {
          // What follows fails for the same reason, and says less about it.
          failure ??= error;
          reject((error as { code?: unknown }).code === ABORTED ? failure : error);
        },
      }),
    );
    const ended = client.query("COMMIT").then(() => {
      isOver = true;
    });
    return [started, ...asked, ended];
  });
  return isOver;
}

async function ask(client: pg.PoolClient, { statement, resolve, reject }: Entry): Promise<void> {
  try {
    resolve((await client.query(statement)).rows as never[]);
  } catch (error) {
    reject(error);
  }
}
