/** How large the files of a server are, and whether a second copy of them has room. */
import { lstatSync, readdirSync, rmSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import type { ServerLocation } from "../embedded/location";

const MEGABYTE = 1024 * 1024;
/** For its log while it is filled, and for what both servers sort. */
const MORE_BYTES = 512 * MEGABYTE;

export function sizeOf(path: string): number {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

export function formatSize(bytes: number): string {
  return `${Math.ceil(bytes / MEGABYTE)} MB`;
}

export async function requireSpace({ dir, data }: ServerLocation): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const [free, needed] = [bavail * bsize, sizeOf(data) + MORE_BYTES];
  if (free >= needed) return;
  throw new Error(
    `The upgrade needs ${formatSize(needed)} on the disk of ${dir}, and ${formatSize(free)} are ` +
      "free: free some space. Nothing was changed.",
  );
}

export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}
