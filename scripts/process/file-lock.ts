/**
 * A lock among processes of one machine: a file that identifies its holder. The lock of a killed
 * holder is free. It is advisory: what it guards must survive two holders at once.
 */
import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identify, isRunning, isSame, startedAfter } from "./processes";

const WAIT_MS_MAX = 120_000;
const POLL_MS = 100;
/** Earlier versions created the file first, and wrote their process id into it at once. */
const EMPTY_MS_MAX = 2_000;

export async function withFileLock<T>(
  path: string,
  work: () => T | Promise<T>,
  waitMsMax = WAIT_MS_MAX,
): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  const mine = await take(path, waitMsMax);
  try {
    return await work();
  } finally {
    if (read(path) === mine) rmSync(path, { force: true });
  }
}

async function take(path: string, waitMsMax: number): Promise<string> {
  const mine = identify(process.pid) ?? String(process.pid);
  for (let waited = 0; waited <= waitMsMax; waited += POLL_MS) {
    if (created(path, mine)) return mine;
    const holder = read(path);
    if (holder !== null && isFree(path, holder)) rmSync(path, { force: true });
    else await sleep(POLL_MS);
  }
  throw new Error(`${path} stays locked by process ${read(path) ?? "unknown"}.`);
}

/**
 * The file is linked once it is complete. A full disk takes no file, and must not prevent an
 * orderly stop: there the work goes on without a lock.
 */
function created(path: string, mine: string): boolean {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, mine, { flag: "wx", mode: 0o600 });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    if (isCode(error, "ENOSPC") || isCode(error, "EDQUOT")) return true;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function isFree(path: string, holder: string): boolean {
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (written === undefined) return false;
  const pid = Number.parseInt(holder, 10);
  if (Number.isNaN(pid)) return Date.now() - written > EMPTY_MS_MAX;
  // Earlier versions wrote the process id alone.
  if (holder === String(pid)) return !isRunning(pid) || startedAfter(pid, written);
  return !isSame(holder);
}

/** Returns null where there is no file. */
function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
