import "server-only";

/**
 * Compares the clock of this process with the database's. Times that are compared with each other
 * all come from the database, so a difference falsifies nothing stored; but centres' business days
 * begin, and sessions end, by the clock of this process.
 */
import { log } from "../log";
import { readDatabaseClock } from "./database-clock";

const SKEW_MS_MIN = 2_000;

export type ClockSkew = { aheadSeconds: number; advice: string };

/** Returns null while the clocks agree, apart from the duration of the query itself. */
export async function findClockSkew(now: () => number = Date.now): Promise<ClockSkew | null> {
  const before = now();
  const time = (await readDatabaseClock()).getTime();
  const after = now();
  const aheadMs = time < before ? before - time : Math.min(0, after - time);
  if (Math.abs(aheadMs) < SKEW_MS_MIN) return null;
  const aheadSeconds = Math.round(aheadMs / 1_000);
  const side = aheadSeconds > 0 ? "ahead of" : "behind";
  const advice =
    `The clock of this server is ${Math.abs(aheadSeconds)} s ${side} the database's. ` +
    "Synchronise both with NTP, for example with chrony.";
  return { aheadSeconds, advice };
}

export async function logClockSkew(): Promise<void> {
  const skew = await findClockSkew();
  if (skew !== null) log().warn({ aheadSeconds: skew.aheadSeconds }, skew.advice);
}
