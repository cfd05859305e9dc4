import "server-only";

/**
 * Sends prepared statements that one work asks for in the same turn together: one connection gets
 * all of them in one message, because a message costs more than a short statement takes. They read
 * one snapshot, and their plans don't depend on their values, because planning takes longer than
 * finding rows by keys.
 */
import type pg from "pg";
import type { QueryResult } from "pg";
import { currentWork } from "../work-context";
import { noteBatch, type NotedBatch } from "./durable-reads";
import { IS_ON_DISK } from "./flush";
import { createFirstFailure, sendTogether } from "./pipeline";
import { PLANNED_ONCE } from "./transaction";

/** Rows come back as objects. */
type Statement = { name: string; text: string; values: unknown[] };

type Entry = {
  statement: Statement;
  resolve: (rows: never[]) => void;
  reject: (error: unknown) => void;
};

/**
 * What waits behind many statements on one connection would be there sooner on another, but of
 * another moment: a day is some thirty.
 */
const TOGETHER_MAX = 40;

const BEGIN = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${PLANNED_ONCE}`;

/** Those of each work that wait for a connection. */
const gathering = new WeakMap<pg.Pool, Map<object | undefined, Entry[]>>();

/** Work waits for its own statements only, and never for those of others. */
export function askTogether(pool: pg.Pool, statement: Statement): Promise<never[]> {
  return new Promise((resolve, reject) => {
    const entry = { statement, resolve, reject };
    const work = currentWork();
    const ofPool = gathering.get(pool) ?? new Map<object | undefined, Entry[]>();
    gathering.set(pool, ofPool);
    const open = ofPool.get(work);
    if (open !== undefined && open.length < TOGETHER_MAX) {
      open.push(entry);
      return;
    }
    const entries = [entry];
    ofPool.set(work, entries);
    void send(pool, entries, () => {
      if (ofPool.get(work) === entries) ofPool.delete(work);
    });
  });
}

/** Even a free connection comes after everything else that is asked for without waiting. */
async function send(pool: pg.Pool, entries: readonly Entry[], close: () => void): Promise<void> {
  const batch = noteBatch();
  try {
    // `pool.query` would close the connection after any error, such as a refusal by a constraint.
    const client = await pool.connect().finally(close);
    client.release(!(await askAll(client, entries, batch)));
  } catch (error) {
    batch.end();
    for (const { reject } of entries) reject(error);
  }
}

/** Returns whether the connection can be used again. */
async function askAll(
  client: pg.PoolClient,
  entries: readonly Entry[],
  batch: NotedBatch,
): Promise<boolean> {
  const [only, another] = entries;
  if (only !== undefined && another === undefined && !batch.isNoted) {
    await batch.send(() => ask(client, only));
    batch.end();
    return true;
  }
  let isOver = false;
  const explain = createFirstFailure();
  const askOne = ({ statement, resolve, reject }: Entry) =>
    ask(client, {
      statement,
      resolve,
      reject: (error) => reject(explain(error)),
    });
  await sendTogether(client, () => {
    const sent = batch.send(() => [client.query(BEGIN), ...entries.map(askOne)]);
    void Promise.allSettled(sent).then(batch.end);
    const ended = batch
      .sendLast((looks) => end(client, looks))
      .then(() => {
        isOver = true;
      });
    return [...sent, ended];
  });
  return isOver;
}

/** Returns whether everything was on disk, if it looks. */
async function end(client: pg.PoolClient, looks: boolean): Promise<boolean> {
  if (!looks) {
    await client.query("COMMIT");
    return false;
  }
  type Seen = QueryResult<{ isOnDisk: boolean }>;
  const results = await client.query(`COMMIT; SELECT ${IS_ON_DISK} AS "isOnDisk"`);
  return (results as unknown as Seen[]).at(-1)?.rows[0]?.isOnDisk === true;
}

async function ask(client: pg.PoolClient, { statement, resolve, reject }: Entry): Promise<void> {
  try {
    resolve((await client.query(statement)).rows as never[]);
  } catch (error) {
    reject(error);
  }
}
