/**
 * A lock among processes of one machine: a file that names its holder. The lock of a killed holder
 * is free. It is advisory: what it guards must survive two holders at once.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "./processes";

const WAIT_MS_MAX = 120_000;
const POLL_MS = 100;

export async function withFileLock<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  await take(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

async function take(path: string): Promise<void> {
  for (let waited = 0; waited < WAIT_MS_MAX; waited += POLL_MS) {
    if (created(path)) return;
    const holder = readHolder(path);
    if (holder !== null && !isRunning(holder)) rmSync(path, { force: true });
    else await sleep(POLL_MS);
  }
  throw new Error(`${path} stays locked by process ${readHolder(path) ?? "unknown"}.`);
}

function created(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Returns null while the holder has created the file and not yet written its name into it. */
function readHolder(path: string): number | null {
  try {
    return Number(readFileSync(path, "utf8")) || null;
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
