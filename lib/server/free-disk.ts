import "server-only";

/**
 * Knows whether there is room to store anything: in the data directory, and in a database elsewhere
 * as far as it has refused. Below the limit the application only reads, because a disk that is full
 * to the last byte stops PostgreSQL in the middle of a write.
 */
import { AppError } from "./app-error";
import { FREE_BYTES_MIN, readDisk } from "./disk";
import { env } from "./env";
import { processWide } from "./process-wide";

/** A look at the disk is good for so long. */
const LOOK_MS = 1_000;
/** After the database has refused for its full disk, one change tries again after so long. */
const TRY_AGAIN_MS = 10_000;

type State = { lookedAt: number; isLow: boolean; fullUntil: number };
const shared = processWide<State>("free-disk");

export async function hasFreeDisk(): Promise<boolean> {
  const state = findState();
  const now = performance.now();
  if (now - state.lookedAt > LOOK_MS) {
    state.lookedAt = now;
    state.isLow = await isLow();
  }
  return !state.isLow && now > state.fullUntil;
}

/** Call it when the database, or the disk, has refused to store something. */
export function noteFullDisk(): void {
  findState().fullUntil = performance.now() + TRY_AGAIN_MS;
}

/** Throws STORAGE_FULL while the application only reads. */
export async function requireFreeDisk(): Promise<void> {
  if (!(await hasFreeDisk())) throw storageFull();
}

export function storageFull(): AppError {
  return new AppError(
    "STORAGE_FULL",
    "The disk is almost full, so that nothing can be changed. Nothing was stored. It works again " +
      "as soon as an operator has freed some space.",
    { retryAfter: RETRY_SECONDS },
  );
}

const RETRY_SECONDS = 30;

function findState(): State {
  return (shared.value ??= { lookedAt: -Infinity, isLow: false, fullUntil: -Infinity });
}

async function isLow(): Promise<boolean> {
  const disk = await readDisk(env().dataDir);
  return disk !== null && disk.freeBytes < FREE_BYTES_MIN;
}
