import "server-only";

/**
 * Runs a sync: its parts, a few at a time, until none is left. Several processes may run one and
 * share its parts; what a process that died has read stays read, and others read the rest.
 */
import type { Sync } from "@/lib/contracts/sync";
import {
  addFailure,
  type FailureStreak,
  isEverywhere,
  NO_FAILURES,
} from "@/lib/domain/failure-streak";
import { splitPart } from "@/lib/domain/sync-plan";
import { isAppError } from "../app-error";
import { tryShareSync } from "../db/advisory-lock";
import { readDatabaseClock } from "../db/database-clock";
import { inTransaction, type Sql, sql } from "../db/sql";
import { env } from "../env";
import { countCentres, isReadElsewhere, markFailed, replacePart } from "./failed-parts";
import { processWide } from "../process-wide";
import { type Failure, failureOf, isDatabaseGone } from "./failure";
import { readPart, type SheetSource, type SyncPart } from "./part";
import { finishSync } from "./finish";
import { findPause } from "./pause";
import { failPausedCentres, settleLongPause } from "./paused-centres";
import { freeParts, releasePart, renewParts, takePart } from "./take-part";

const SHARE_ATTEMPTS_MAX = 40;
const SHARE_MS = 50;
/** How often whoever leads a pass looks whether others have read their parts. */
const OTHERS_MS = 2_000;
/** After this many consecutive failures it is asked whether Cashrec itself fails. */
const FAILURES_IN_A_ROW_MAX = 8;
/**
 * When Cashrec requests pauses, a sync waits this many times and this long. A longer one ends the
 * sync, or that of its centre, and the schedule requests again what is missing.
 */
const PAUSES_MAX = 6;
const PAUSE_SECONDS_MAX = 60;

/** With "left" Cashrec failed here and no part was read, and others read the rest. */
export type SyncOutcome = "done" | "failed" | "stopped" | "elsewhere" | "left";
/** A function is called for each part, so that a field map that is saved meanwhile is used. */
type RunOptions = {
  client: SheetSource | (() => Promise<SheetSource>);
  signal?: AbortSignal | undefined;
  /**
   * Helps with a pass of another process for as long as this returns true, there is a free part and
   * Cashrec can be reached. Whoever does not help waits for the parts that others read.
   */
  helps?: (() => boolean) | undefined;
};

/** Passes that this process runs, and requests that it has under way for all of them. */
type Here = { passes: number; lanes: number };
const shared = processWide<Here>("passes");

function here(): Here {
  return (shared.value ??= { passes: 0, lanes: 0 });
}

export function countSyncsHere(): number {
  return here().passes;
}

export async function runSync(id: string, options: RunOptions): Promise<SyncOutcome> {
  await freeParts(id);
  // The lock lasts as long as this transaction, so a process that dies releases it.
  return inTransaction(async (guard) => {
    if (!(await shareSync(guard.sql, id))) return "elsewhere";
    const counted = here();
    counted.passes += 1;
    try {
      return await runShared(id, guard.sql, options);
    } finally {
      counted.passes -= 1;
    }
  });
}

/** Others who look whether anybody runs it have the lock for a moment. */
async function shareSync(guard: Sql, id: string): Promise<boolean> {
  for (let attempt = 1; attempt <= SHARE_ATTEMPTS_MAX; attempt += 1) {
    if (await tryShareSync(guard, id)) return true;
    await wait(SHARE_MS, undefined);
  }
  return false;
}

async function runShared(
  id: string,
  guard: Sql,
  { client, signal, helps }: RunOptions,
): Promise<SyncOutcome> {
  const [sync] = await sql<{ state: Sync["state"]; askedAt: Date }>(
    `UPDATE sync SET started_at = coalesce(started_at, now()),
            state = CASE WHEN state = 'pending' THEN 'running' ELSE state END
      WHERE id = $1::uuid RETURNING state, created_at AS "askedAt"`,
    [id],
  );
  if (sync === undefined) return "done";
  if (sync.state === "done" || sync.state === "failed") return sync.state;
  const paused = await findPause();
  if (paused !== null) await markFailed(id, null, paused);
  else await failPausedCentres(id);
  const findClient = typeof client === "function" ? client : () => Promise.resolve(client);
  const run = { id, askedAt: sync.askedAt, findClient, signal, helps, taken: new Set<SyncPart>() };
  const pass: Pass = { ...run, urgent: [], streak: NO_FAILURES, failingSince: null, pauses: 0 };
  const stopRenewing = renewParts(pass.taken, guard);
  try {
    for (;;) {
      await runLanes(pass);
      if (signal?.aborted === true) return "stopped";
      const state = await finishSync(id);
      if (state !== null) return state;
      if (pass.hasLeft === true) return pass.hasRead === true ? "elsewhere" : "left";
      if (helps !== undefined) return "elsewhere";
      await wait(OTHERS_MS, signal);
    }
  } finally {
    stopRenewing();
  }
}

type Pass = {
  id: string;
  askedAt: Date;
  findClient: () => Promise<SheetSource>;
  signal: AbortSignal | undefined;
  helps: (() => boolean) | undefined;
  /** These parts are being read now. */
  taken: Set<SyncPart>;
  /**
   * The pieces of a failed part come next, because they distinguish a bad centre from a Cashrec
   * that is down.
   */
  urgent: number[];
  streak: FailureStreak;
  /** When the first failure of the streak was; null without one. */
  failingSince: Date | null;
  pauses: number;
  /** This process has read a part: Cashrec can be reached from here. */
  hasRead?: boolean;
  /** Cashrec fails here and not elsewhere, so that others read the rest. */
  hasLeft?: boolean;
};

/** A second pass beside the first one has what that leaves, and one at least. */
async function runLanes(pass: Pass): Promise<void> {
  const counted = here();
  const lanes = Math.max(1, env().cashrecRequestsAtOnce - counted.lanes);
  counted.lanes += lanes;
  try {
    await allEnded(Array.from({ length: lanes }, () => runParts(pass)));
  } finally {
    counted.lanes -= lanes;
  }
}

/** Like `Promise.all`, but nothing is still running when it throws. */
async function allEnded(lanes: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(lanes);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

async function runParts(pass: Pass): Promise<void> {
  while (goesOn(pass)) {
    const part = await takePart(pass);
    if (part === null) return;
    pass.taken.add(part);
    try {
      await readPart(part, pass.findClient);
      pass.hasRead = true;
      pass.streak = NO_FAILURES;
      pass.failingSince = null;
    } catch (error) {
      // The part and the sync stay pending, and the next process that runs the sync continues with
      // them.
      if (!isAppError(error) && isDatabaseGone(error)) throw error;
      await settleFailure(pass, part, failureOf(error));
      await releasePart(part);
    } finally {
      pass.taken.delete(part);
    }
  }
}

function goesOn({ signal, hasLeft, helps }: Pass): boolean {
  return signal?.aborted !== true && hasLeft !== true && helps?.() !== false;
}

/**
 * When Cashrec requests a pause, the sync waits and the part is tried again. Otherwise, and after
 * several pauses, the part is split, so that one bad centre (or, where the form is unknown, one bad
 * day) fails alone. A part that can't be split is marked as failed. A process that helps leaves a
 * part as it is for which Cashrec isn't available: whoever leads the pass finds out whether that is
 * so everywhere.
 */
async function settleFailure(pass: Pass, part: SyncPart, failure: Failure): Promise<void> {
  const pause = failure.retryAfterSeconds;
  if (pause !== null && pause > PAUSE_SECONDS_MAX) {
    pass.urgent = await settleLongPause(part, failure, pause);
    return;
  }
  if (pass.helps !== undefined && failure.code === "UPSTREAM_UNAVAILABLE") {
    pass.hasLeft = true;
    return;
  }
  if (pause !== null && pass.pauses < PAUSES_MAX) {
    pass.pauses += 1;
    await wait(pause * 1_000, pass.signal);
    return;
  }
  pass.failingSince ??= await readDatabaseClock();
  const smaller = mayHideOthers(part, failure) ? splitPart(part) : null;
  if (smaller !== null) pass.urgent = await replacePart(part, smaller);
  else await markFailed(pass.id, part, failure);
  pass.streak = addFailure(pass.streak, part.centreIds);
  if (pass.streak.failures < FAILURES_IN_A_ROW_MAX || failure.code === "UPSTREAM_CHANGED") return;
  if (!(await failsEverywhere(pass, failure))) return;
  if (await isReadElsewhere(pass.id, pass.failingSince)) pass.hasLeft = true;
  else await markFailed(pass.id, null, failure);
}

/** Whether Cashrec is there, its client knows; it may still refuse whatever is requested. */
async function failsEverywhere(pass: Pass, { code }: Failure): Promise<boolean> {
  if (code === "UPSTREAM_UNAVAILABLE") return (await pass.findClient()).breakers().isOpen;
  return isEverywhere(pass.streak, await countCentres(pass.id));
}

function mayHideOthers({ centreIds }: SyncPart, { code }: Failure): boolean {
  if (code === "UPSTREAM_CHANGED") return true;
  return centreIds.length > 1 && (code === "UPSTREAM_REFUSED" || code === "UPSTREAM_UNAVAILABLE");
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
}
