import "server-only";

/**
 * How much space the disk of a folder has; null where that can't be read, such as before the first
 * file has made the folder.
 */
import { statfs } from "node:fs/promises";

/** Below this, PostgreSQL would stop in a write, and files can't be stored whole. */
export const FREE_BYTES_MIN = 64 * 1024 * 1024;

export type Disk = { freeBytes: number; sizeBytes: number };

export async function readDisk(folder: string): Promise<Disk | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(/* turbopackIgnore: true */ folder);
    return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
  } catch {
    return null;
  }
}
