/**
 * Stores the streamed log in segments as the server has them. The segment that is being written is
 * `.partial`, so that what was received last is never missing; a complete one is compressed.
 */
import { existsSync, readdirSync } from "node:fs";
import { type FileHandle, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { addDurably } from "@/lib/server/durable-file";
import { syncFolder } from "@/lib/server/durable-folder";
import { parseSegmentName, type Segment, segmentAt, segmentName } from "./lsn";

const compress = promisify(gzip);

export type WalFile = Segment & { name: string };
export type Received = { start: bigint; data: Buffer };

/** In order. A segment that is there twice, because a process ended in between, is listed once. */
export function listWal(folder: string, timeline: number, bytes: number): WalFile[] {
  if (!existsSync(folder)) return [];
  const found = new Map<bigint, WalFile>();
  for (const name of readdirSync(folder).sort().reverse()) {
    const segment = parseSegmentName(name, bytes);
    // The compressed one is complete, and sorts before the other.
    if (segment?.timeline === timeline) found.set(segment.number, { ...segment, name });
  }
  return [...found.values()].sort((a, b) => (a.number < b.number ? -1 : 1));
}

/** Where the log continues: an incomplete segment is received again from its beginning. */
export function nextPosition(folder: string, timeline: number, bytes: number): bigint | null {
  const last = listWal(folder, timeline, bytes).at(-1);
  if (last === undefined) return null;
  const number = last.name.endsWith(".gz") ? last.number + 1n : last.number;
  return number * BigInt(bytes);
}

export class WalWriter {
  #open: { number: bigint; handle: FileHandle; path: string } | null = null;
  /** Everything before it is on the disk. */
  flushed = 0n;

  constructor(
    readonly folder: string,
    readonly timeline: number,
    readonly bytes: number,
  ) {}

  async write(pieces: readonly Received[]): Promise<void> {
    for (const { start, data } of pieces) {
      let done = 0;
      while (done < data.length) {
        const at = start + BigInt(done);
        const offset = Number(at % BigInt(this.bytes));
        const part = data.subarray(done, done + this.bytes - offset);
        const { handle } = await this.#segment(segmentAt(at, this.timeline, this.bytes));
        await handle.write(part, 0, part.length, offset);
        done += part.length;
        if (offset + part.length === this.bytes) await this.#complete();
      }
    }
    await this.#open?.handle.sync();
    const last = pieces.at(-1);
    if (last !== undefined) this.flushed = last.start + BigInt(last.data.length);
  }

  async close(): Promise<void> {
    const current = this.#open;
    this.#open = null;
    await current?.handle.close();
  }

  async #segment(segment: Segment) {
    if (this.#open?.number === segment.number) return this.#open;
    await this.close();
    const path = join(this.folder, `${segmentName(segment, this.bytes)}.partial`);
    // What is there stays until the same bytes are written over it.
    const isNew = !existsSync(path);
    const handle = await open(path, isNew ? "w+" : "r+", 0o600);
    this.#open = { number: segment.number, handle, path };
    if (isNew) {
      await handle.truncate(this.bytes);
      await syncFolder(this.folder);
    }
    return this.#open;
  }

  async #complete(): Promise<void> {
    const current = this.#open;
    if (current === null) return;
    await this.close();
    const content = await readFile(current.path);
    await addDurably(current.path.replace(/partial$/, "gz"), await compress(content));
    await rm(current.path);
  }
}
