import "server-only";

/**
 * Lets the usual queries read what was known at a past moment. Inside a transaction that is always
 * rolled back, views that end at the moment replace the tables that only grow, and two temporary
 * tables replace the days and their lines. The days are then computed by the code that computes the
 * current ones, so that "as known then" can't come to mean something else.
 */
import type { PoolClient } from "pg";
import { AppError } from "../app-error";
import { inBackground, workPool } from "../db/client";
import { beginElsewhere, readingElsewhere } from "../db/replica";
import { countRequest, waitForTurn } from "../person-limits/limits";
import { readingWith } from "../db/sql";
import { createClosable, createTransaction } from "../db/transaction";
import { computeDaysAsOf } from "./days";
import { listStatesAsOf, type Span } from "./states";
import { createViewsAsOf } from "./views";

/** More would occupy a connection for too long. */
const CENTRE_DAYS_MAX = 20_000;

/**
 * A null `asOf` is now, for which `work` reads the tables themselves, on a replica if there is one.
 */
export async function readAsOf<T>(
  asOf: string | null | undefined,
  span: Span,
  work: () => Promise<T>,
): Promise<T> {
  if (asOf == null) return readingElsewhere(work);
  const moment = await openMoment(asOf, span);
  try {
    return await moment.run(work);
  } finally {
    await moment.end();
  }
}

/**
 * Does the same for results that are read in pieces, such as a file that is sent while it is read.
 */
export async function* streamAsOf<T>(
  asOf: string | null | undefined,
  span: Span,
  pieces: () => AsyncGenerator<T>,
): AsyncGenerator<T> {
  if (asOf == null) {
    yield* pieces();
    return;
  }
  const moment = await openMoment(asOf, span);
  try {
    yield* streamAt(moment, pieces);
  } finally {
    await moment.end();
  }
}

/** Everything that is read with it is of one moment, until it ends and returns its connection. */
export type Moment = { run: <T>(work: () => T) => T; end: () => Promise<void> };

/** The moment is a past one, or the present as it is now, whatever is written while it is read. */
export async function openSnapshot(asOf: string | null | undefined, span: Span): Promise<Moment> {
  return asOf == null ? openPresent() : openMoment(asOf, span);
}

export async function* streamAt<T>(
  moment: Moment,
  pieces: () => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const reader = moment.run(pieces);
  for (;;) {
    const next = await moment.run(() => reader.next());
    if (next.done === true) return;
    yield next.value;
  }
}

async function openPresent(): Promise<Moment> {
  const elsewhere = await inBackground(beginElsewhere);
  if (elsewhere !== null) return momentOf(elsewhere.client, () => undefined);
  const client = await workPool().connect();
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  return momentOf(client, () => undefined);
}

function momentOf(client: PoolClient, release: () => void): Moment {
  const { tx, close } = createClosable(client);
  let end: Promise<void> | null = null;
  return {
    run: (work) => readingWith(tx, work),
    end() {
      close();
      return (end ??= rollBack(client).finally(release));
    },
  };
}

async function rollBack(client: PoolClient): Promise<void> {
  let broken = false;
  await client.query("ROLLBACK").catch(() => {
    broken = true; // The connection is closed, and everything temporary with it.
  });
  client.release(broken);
}

async function openMoment(asOf: string, span: Span): Promise<Moment> {
  const release = await takeTurn(span.readerId);
  try {
    return await openMomentOn(await workPool().connect(), { asOf, span, release });
  } catch (error) {
    release();
    throw error;
  }
}

async function takeTurn(readerId: string | null): Promise<() => void> {
  if (readerId === null) return () => undefined;
  countRequest(readerId, "past");
  return waitForTurn(readerId, "past");
}

type Opening = { asOf: string; span: Span; release: () => void };

async function openMomentOn(client: PoolClient, { asOf, span, release }: Opening): Promise<Moment> {
  const tx = createTransaction(client);
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    const states = await listStatesAsOf(tx.sql, { asOf, span, limit: CENTRE_DAYS_MAX + 1 });
    if (states.length > CENTRE_DAYS_MAX) throw tooMany();
    for (const statement of createViewsAsOf(asOf)) await tx.sql(statement);
    await computeDaysAsOf(tx, { asOf, states });
    return momentOf(client, release);
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

function tooMany(): AppError {
  return new AppError(
    "INVALID",
    `asOf: ask for at most ${CENTRE_DAYS_MAX} centre-days of a past moment at once.`,
    { errors: [{ path: "asOf", message: "Narrow the centres or the dates" }] },
  );
}
