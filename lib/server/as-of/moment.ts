import "server-only";

/**
 * Lets the usual queries read what was known at a past moment. Inside a transaction that is always
 * rolled back, views that end at the moment replace the tables that only grow. Days that were
 * written since are computed into temporary tables by the code that computes the current ones, so
 * that "as known then" can't come to mean something else; all others are read as they are stored.
 */
import type { DayKey } from "@/lib/domain/keys";
import { inBackground, workPool } from "../db/client";
import { beginElsewhere, readingElsewhere } from "../db/replica";
import { countRequest, waitForTurn } from "../person-limits/limits";
import { readingWith } from "../db/sql";
import { begin, rollBack, type Transaction } from "../db/transaction";
import { computeDaysAsOf, type Reading, restoreRecordsOf } from "./days";
import { type DayAsOf, listDaysToCompute, noteChangedDays, type Span } from "./states";
import { refuseThinned } from "./thinned";
import { createViewsAsOf } from "./views";

const SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ";
/**
 * Each day is looked up once, so that nothing is gained by what is remembered of it. Sums are added
 * up without a file, and of the temporary table of days a few tell how to read it.
 */
const PAST_SNAPSHOT = `${SNAPSHOT}; SET LOCAL enable_memoize = off; SET LOCAL work_mem = '16MB';
  SET LOCAL default_statistics_target = 10`;

/**
 * A null `asOf` is now, for which `work` reads the tables themselves, on a replica if there is one.
 * Whoever reads no line says so, because copying lines takes longer than anything else. Whoever
 * reads a "page" of them gets how to restore what was recorded of its days.
 */
export async function readAsOf<T>(
  asOf: string | null | undefined,
  span: Span,
  work: (restore: Restore | null) => Promise<T>,
  reading: Reading = "lines",
): Promise<T> {
  if (asOf == null) return readingElsewhere(() => work(null));
  const moment = await openMoment(asOf, span, reading);
  try {
    return await moment.run(() => work(reading === "page" ? moment.restore : null));
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

export type Restore = (days: readonly DayKey[]) => Promise<void>;

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
  if (elsewhere !== null) return momentOf(elsewhere, () => undefined);
  const { tx } = await begin(`${SNAPSHOT} READ ONLY`, workPool(), () => Promise.resolve());
  return momentOf(tx, () => undefined);
}

function momentOf(tx: Transaction, release: () => void): Moment & { restore: Restore } {
  let end: Promise<void> | null = null;
  return {
    restore: (days) => restoreRecordsOf(tx, days),
    run: (work) => readingWith(tx, work),
    end: () => (end ??= rollBack(tx).finally(release)),
  };
}

async function openMoment(asOf: string, span: Span, reading: Reading = "lines") {
  const release = await takeTurn(span.readerId);
  try {
    const { tx } = await begin(PAST_SNAPSHOT, workPool(), async (opened) => {
      const days = await showMoment(opened, asOf, span);
      await computeDaysAsOf(opened, { asOf, days, span, reading });
    });
    return momentOf(tx, release);
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

async function showMoment({ sql }: Transaction, asOf: string, span: Span): Promise<DayAsOf[]> {
  await noteChangedDays(sql, { asOf, span });
  const created: Promise<unknown>[] = [];
  for (const statement of createViewsAsOf(asOf)) created.push(sql(statement));
  const [days] = await Promise.all([listDaysToCompute(sql), refuseThinned(sql), ...created]);
  return days;
}
