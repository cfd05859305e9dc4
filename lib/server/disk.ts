import "server-only";

/** How much space the disk of a folder has; null where that can't be read. */
import { statfs } from "node:fs/promises";

export type Disk = { freeBytes: number; sizeBytes: number };

export async function readDisk(folder: string): Promise<Disk | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
  } catch {
    return null;
  }
}
