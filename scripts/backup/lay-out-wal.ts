/** Lays out the received log where the server that is restored looks for it. */
import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { isCode } from "@/lib/server/durable-file";
import { parseLsn, segmentAt, segmentName } from "./lsn";
import { type BackupFolder, listBases } from "./layout";
import { type Manifest, readManifest } from "./manifest";
import { listWal, type WalFile } from "./wal-writer";

const decompress = promisify(gunzip);

export type LaidOutWal = {
  segments: number;
  /** The first segment that is missing before later ones; null: none is. */
  gap: string | null;
};

/** A damaged segment is an error: the server would take it for the end of the log. */
export async function layOutWal(
  folder: string,
  manifest: Manifest,
  target: string,
): Promise<LaidOutWal> {
  const { files, gap } = followWal(folder, manifest);
  for (const file of files) await layOutSegment(folder, file, target, manifest.segmentBytes);
  return { segments: files.length, gap };
}

/** Whether the log that was received follows the newest backup, so that both can be restored. */
export function isFollowed(location: BackupFolder): boolean {
  const newest = listBases(location).at(-1);
  if (newest === undefined) return false;
  try {
    return followWal(location.wal, readManifest(newest)).gap === null;
  } catch {
    // Nothing can be restored from a backup whose manifest is damaged.
    return false;
  }
}

/** Returns the files that follow a backup, and the segment that is missing before later ones. */
function followWal(
  folder: string,
  { startLsn, endLsn, timeline, segmentBytes }: Manifest,
): { files: WalFile[]; gap: string | null } {
  const first = segmentAt(parseLsn(startLsn), timeline, segmentBytes).number;
  const last = segmentAt(parseLsn(endLsn), timeline, segmentBytes).number;
  const files: WalFile[] = [];
  let next = first;
  for (const file of listWal(folder, timeline, segmentBytes)) {
    if (file.number < first) continue;
    // The backup itself has the log that was written while it was made.
    if (file.number > next && next <= last) next = last + 1n;
    if (file.number > next) {
      return { files, gap: segmentName({ timeline, number: next }, segmentBytes) };
    }
    files.push(file);
    next = file.number + 1n;
  }
  return { files, gap: null };
}

async function layOutSegment(
  folder: string,
  file: WalFile,
  target: string,
  bytes: number,
): Promise<void> {
  const path = join(folder, file.name);
  const log = await readSegment(path);
  if (log.length !== bytes) throw new Error(`The backup is damaged: ${path} is too short.`);
  // The backup may have the same segment, and less of it.
  writeFileSync(join(target, segmentName(file, bytes)), log, { mode: 0o600, flush: true });
}

/** Whoever receives the log may complete and compress a segment since it was listed. */
async function readSegment(path: string): Promise<Buffer> {
  if (path.endsWith(".gz")) return readCompressed(path);
  try {
    return await readFile(path);
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
    return readCompressed(`${path.replace(/\.partial$/, "")}.gz`);
  }
}

async function readCompressed(path: string): Promise<Buffer> {
  const content = await readFile(path);
  try {
    return await decompress(content);
  } catch (cause) {
    throw new Error(`The backup is damaged: ${path} can't be decompressed.`, { cause });
  }
}
