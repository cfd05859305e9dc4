import "server-only";

/**
 * Sends the statements of one transaction together when they are asked for in the same turn, as in
 * `Promise.all`: a message costs more than a short statement takes. The server executes them one
 * after another, as they were asked for.
 */
import type pg from "pg";
import { createFirstFailure, sendTogether } from "./pipeline";

/** Rows come back as objects, unless it says otherwise. */
type Statement = { name?: string; text: string; values: unknown[]; rowMode?: "array" };

type Messages = {
  ask: (statement: Statement) => Promise<never[]>;
  /** Refuses what is asked for later; what was asked for before has its result when it resolves. */
  close: () => Promise<void>;
};

type Entry = {
  statement: Statement;
  resolve: (rows: never[]) => void;
  reject: (error: unknown) => void;
};

export function createMessages(client: pg.ClientBase): Messages {
  let waiting: Entry[] = [];
  let sending: Promise<void> | null = null;
  let isClosed = false;
  const sendAll = async () => {
    for (;;) {
      await everythingAsked();
      if (waiting.length === 0) break;
      const entries = waiting;
      waiting = [];
      await send(client, entries);
    }
    sending = null;
  };
  return {
    ask(statement) {
      if (isClosed) return Promise.reject(new Error("The transaction is over"));
      return new Promise((resolve, reject) => {
        waiting.push({ statement, resolve, reject });
        sending ??= sendAll();
      });
    },
    async close() {
      isClosed = true;
      await sending;
    },
  };
}

/** Resolves when nothing can be done without waiting for something else. */
function everythingAsked(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** Nobody hears of a result before all are there: until then nothing else may be sent. */
async function send(client: pg.ClientBase, entries: readonly Entry[]): Promise<void> {
  const results = await ask(client, entries);
  const explain = createFirstFailure();
  for (const [index, { resolve, reject }] of entries.entries()) {
    const result = results.at(index);
    if (result?.status === "fulfilled") resolve(result.value.rows as never[]);
    else reject(explain(result?.reason));
  }
}

async function ask(client: pg.ClientBase, entries: readonly Entry[]) {
  const run = () => entries.map(({ statement }) => client.query(statement));
  if (entries.length === 1) return Promise.allSettled(run());
  let sent: Promise<pg.QueryResult>[] = [];
  await sendTogether(client, () => (sent = run()));
  return Promise.allSettled(sent);
}
