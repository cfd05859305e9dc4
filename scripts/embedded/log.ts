/**
 * The log of the embedded server. The server writes into the file itself, so that it goes on
 * without the process that has started it; whoever supervises it bounds the file.
 */
import { chmodSync, closeSync, copyFileSync, existsSync, openSync, readSync } from "node:fs";
import { renameSync, statSync, truncateSync } from "node:fs";
import type { ServerLocation } from "./location";

const BYTES_MAX = 10 * 1024 * 1024;
/** Beside the one that is written. */
const FILES_MAX = 4;
const SHOWN_BYTES_MAX = 1_500;

export type ServerLog = { file: number; close: () => void; readNew: () => string };

/** Appends to what earlier starts have written. */
export function openLog(location: ServerLocation): ServerLog {
  rotateLog(location);
  const file = openSync(location.log, "a", 0o600);
  chmodSync(location.log, 0o600);
  const { size } = statSync(location.log);
  return { file, close: () => closeSync(file), readNew: () => readEnd(location.log, size) };
}

/** What a server that has ended says of it; empty where it says nothing. */
export function readLastLines({ log }: ServerLocation): string {
  return existsSync(log) ? readEnd(log, 0) : "";
}

/**
 * The server goes on appending to the same file, which is therefore copied and emptied: a line that
 * is written at that very moment may be lost. Returns whether the file was large enough.
 */
export function rotateLog({ log }: ServerLocation, bytesMax = BYTES_MAX): boolean {
  if (!existsSync(log) || statSync(log).size <= bytesMax) return false;
  for (let number = FILES_MAX; number > 1; number -= 1) {
    const older = `${log}.${number - 1}`;
    if (existsSync(older)) renameSync(older, `${log}.${number}`);
  }
  copyFileSync(log, `${log}.1`);
  truncateSync(log);
  return true;
}

function readEnd(log: string, from: number): string {
  const { size } = statSync(log);
  const start = Math.max(Math.min(from, size), size - SHOWN_BYTES_MAX);
  const bytes = Buffer.alloc(size - start);
  const file = openSync(log, "r");
  try {
    readSync(file, bytes, 0, bytes.length, start);
  } finally {
    closeSync(file);
  }
  return bytes.toString("utf8").trim();
}
