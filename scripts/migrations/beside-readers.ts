/**
 * Applies migrations while others read. A reader never waits for longer than its limit for a lock:
 * where a migration would make it wait, its reading fails.
 */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { applyPending, type Migration } from "../postgres/migrate";
import { withClient } from "../postgres/with-client";

const READERS = 2;
const PAUSE_MS = 10;
const LOCK_MS_MAX = 1_000;
/** Every version has these tables. Each reads a few rows by an index. */
const READINGS = [
  "SELECT * FROM reconciliation_line WHERE centre_id = $1 AND business_date = $2",
  "SELECT * FROM reconciliation WHERE centre_id = $1 AND business_date <= $2 LIMIT 31",
  "SELECT * FROM till_count WHERE centre_id = $1 AND business_date = $2",
  "SELECT * FROM cash_sheet WHERE centre_id = $1 AND business_date = $2",
  "SELECT * FROM variance_day WHERE centre_id = $1 AND business_date = $2",
  "SELECT * FROM audit_entry WHERE id >= (SELECT max(id) FROM audit_entry) AND $1 <> $2",
];
const WAITED_TOO_LONG = "55P03";

export type Passed = {
  name: string;
  ms: number;
  readings: number;
  /** Readings that failed because they would have waited for longer than a second. */
  refused: number;
  longestMs: number;
};

type Day = { centreId: string; businessDate: string };
type Seen = Pick<Passed, "readings" | "refused" | "longestMs">;

/** Applies one after another. `all` begins with the migrations that were applied before. */
export async function applyBesideReaders(
  url: string,
  all: readonly Migration[],
  day: Day,
): Promise<Passed[]> {
  return withClient(url, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT migration_name AS name FROM "_prisma_migrations"`,
    );
    const before = new Set(rows.map(({ name }) => name));
    const passed: Passed[] = [];
    for (const [index, { name }] of all.entries()) {
      if (before.has(name)) continue;
      const apply = async () => void (await applyPending(owner, all.slice(0, index + 1)));
      passed.push({ name, ...(await besideReaders(apply, url, day)) });
    }
    return passed;
  });
}

/** It begins when every reader has read each table once, and ends with them. */
async function besideReaders(
  apply: () => Promise<void>,
  url: string,
  day: Day,
): Promise<Omit<Passed, "name">> {
  const reading = new AbortController();
  const readers = Array.from({ length: READERS }, () => startReader(url, day, reading.signal));
  const measure = async () => {
    try {
      await Promise.all(readers.map(({ firstRound }) => firstRound));
      const began = performance.now();
      await apply();
      return performance.now() - began;
    } finally {
      reading.abort();
    }
  };
  const [ms, ...seen] = await Promise.all([measure(), ...readers.map((reader) => reader.seen)]);
  return { ms, ...sum(seen) };
}

/** The first round fails with the reader, where it did not end before. */
function startReader(url: string, day: Day, signal: AbortSignal) {
  let onRound = () => {};
  const round = new Promise<void>((resolve) => {
    onRound = resolve;
  });
  const seen = read(url, day, { signal, onRound });
  return { firstRound: Promise.race([round, seen]), seen };
}

function sum(seen: readonly Seen[]): Seen {
  return {
    readings: seen.reduce((total, { readings }) => total + readings, 0),
    refused: seen.reduce((total, { refused }) => total + refused, 0),
    longestMs: Math.max(...seen.map(({ longestMs }) => longestMs)),
  };
}

/** It reads at least once after the signal, so that a lock which remains is found. */
async function read(
  url: string,
  { centreId, businessDate }: Day,
  { signal, onRound }: { signal: AbortSignal; onRound: () => void },
): Promise<Seen> {
  return withClient(url, async (client) => {
    await client.query(`SET lock_timeout = ${LOCK_MS_MAX}`);
    const seen = { readings: 0, refused: 0, longestMs: 0 };
    for (let isLast = false; !isLast;) {
      isLast = signal.aborted;
      for (const reading of READINGS) {
        const began = performance.now();
        if (!(await succeeds(client, reading, [centreId, businessDate]))) seen.refused += 1;
        seen.readings += 1;
        seen.longestMs = Math.max(seen.longestMs, performance.now() - began);
      }
      onRound();
      await sleep(PAUSE_MS);
    }
    return seen;
  });
}

async function succeeds(client: pg.Client, text: string, values: string[]): Promise<boolean> {
  try {
    await client.query(text, values);
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === WAITED_TOO_LONG) return false;
    throw error;
  }
}
