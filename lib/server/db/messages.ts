import "server-only";

/**
 * Sends the statements of one transaction together when they are asked for in the same turn, as in
 * `Promise.all`: a message costs more than a short statement takes. The server executes them one
 * after another, as they were asked for.
 */
import type pg from "pg";
import { createFirstFailure, sendTogether } from "./pipeline";

/** Rows come back as objects, unless it says otherwise. A text has no values; it may be several. */
type Statement = string | { name?: string; text: string; values: unknown[]; rowMode?: "array" };
type Result = pg.QueryResult | pg.QueryResult[];
/** Runs what sends a statement and waits for its result. */
export type Around = <T>(run: () => Promise<T>) => Promise<T>;

type Messages = {
  ask: (statement: Exclude<Statement, string>) => Promise<never[]>;
  /**
   * Has it sent in front of what is asked for next, at the latest with the end. Nobody gets
   * its rows; when it fails, what comes after it fails.
   */
  postpone: (statement: Statement, around?: Around) => Promise<never[]>;
  /** Refuses what is asked for later; what was asked for before has its result when it resolves. */
  close: () => Promise<void>;
  /** Sends what was postponed together with the last statement, after `close`. */
  end: (statement: string) => Promise<Result>;
};

type Entry = {
  statement: Statement;
  around?: Around | undefined;
  /** Absent when it was postponed. */
  settled?: { resolve: (result: Result) => void; reject: (error: unknown) => void };
};

export function createMessages(client: pg.ClientBase): Messages {
  let waiting: Entry[] = [];
  let postponed: Entry[] = [];
  let sending: Promise<void> | null = null;
  let isClosed = false;
  const sendAll = async () => {
    for (;;) {
      await everythingAsked();
      if (waiting.length === 0) break;
      const entries = [...postponed, ...waiting];
      postponed = [];
      waiting = [];
      await send(client, entries);
    }
    sending = null;
  };
  return {
    ask(statement) {
      if (isClosed) return Promise.reject(new Error("The transaction is over"));
      return new Promise((resolve, reject) => {
        const rowsOf = (result: Result) => resolve((result as pg.QueryResult).rows as never[]);
        waiting.push({ statement, settled: { resolve: rowsOf, reject } });
        sending ??= sendAll();
      });
    },
    postpone(statement, around) {
      if (isClosed) return Promise.reject(new Error("The transaction is over"));
      postponed.push({ statement, around });
      return Promise.resolve([]);
    },
    async close() {
      isClosed = true;
      await sending;
    },
    end(statement) {
      return new Promise((resolve, reject) => {
        void send(client, [...postponed, { statement, settled: { resolve, reject } }]);
      });
    },
  };
}

/** Resolves when nothing can be done without waiting for something else. */
function everythingAsked(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/**
 * Nobody hears of a result before all are there: until then nothing else may be sent. What follows
 * a postponed statement that failed has failed too.
 */
async function send(client: pg.ClientBase, entries: readonly Entry[]): Promise<void> {
  const results = await ask(client, entries);
  const explain = createFirstFailure();
  let lost: { reason: unknown } | null = null;
  for (const [index, { settled }] of entries.entries()) {
    const result = results.at(index);
    const isFulfilled = result?.status === "fulfilled";
    const reason = isFulfilled ? null : explain(result?.reason);
    if (settled === undefined && !isFulfilled) lost ??= { reason };
    if (isFulfilled && lost === null) settled?.resolve(result.value);
    else settled?.reject(lost === null ? reason : lost.reason);
  }
}

async function ask(client: pg.ClientBase, entries: readonly Entry[]) {
  const run = () =>
    entries.map(({ statement, around }) => {
      const query = () => sendOne(client, statement);
      return around === undefined ? query() : around(query);
    });
  if (entries.length === 1) return Promise.allSettled(run());
  let sent: Promise<Result>[] = [];
  await sendTogether(client, () => (sent = run()));
  return Promise.allSettled(sent);
}

function sendOne(client: pg.ClientBase, statement: Statement): Promise<Result> {
  return typeof statement === "string" ? client.query(statement) : client.query(statement);
}
