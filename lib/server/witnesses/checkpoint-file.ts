import "server-only";

/**
 * A file that gets every checkpoint at its end. It proves something where the owner of the database
 * can't change it: on a disk of another machine, or with the append-only attribute.
 */
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import type { WitnessedRoot } from "../audit/compare-roots";
import { syncFolder } from "../durable-folder";
import { readWitnessed } from "./witnessed";

/** The end of the file is read; the last checkpoint alone covers everything before it. */
const READ_BYTES_MAX = 1_048_576;
/** Separates notes, which contain no line of this kind themselves. */
const SEPARATOR = "---\n";

export async function appendCheckpoint(path: string, note: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, "a", 0o600);
  try {
    await file.appendFile(`${note}${SEPARATOR}`, "utf8");
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

/** Lists what the file has about this trail, and throws where it can't be read. */
export async function readCheckpoints(path: string): Promise<WitnessedRoot[]> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - READ_BYTES_MAX);
    const buffer = Buffer.alloc(size - start);
    await file.read(buffer, 0, buffer.length, start);
    const notes = buffer.toString("utf8").split(SEPARATOR);
    return notes.flatMap((note) => readWitnessed(note) ?? []);
  } finally {
    await file.close();
  }
}
