/** Where tests keep files that need not survive the machine: in memory, where there is room. */
import { createHash } from "node:crypto";
import { existsSync, statfsSync } from "node:fs";

const MEMORY = "/dev/shm";
/** More than twice what all that runs at once has there. */
const MEMORY_BYTES_MIN = 4 * 1024 ** 3;

/** Returns the file system in memory, or null where there is none with enough room. */
export function findMemory(): string | null {
  if (!existsSync(MEMORY)) return null;
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, process.availableMemory()) < MEMORY_BYTES_MIN ? null : MEMORY;
}

/**
 * A database is nearly a thousand files, which are copied and truncated several times faster in
 * memory. Each checkout has a server of its own, which stays there for its next run, or until the
 * machine restarts.
 */
export function chooseServerFolder(name: string, onDisk: string): string {
  const memory = findMemory();
  if (memory === null) return onDisk;
  const checkout = createHash("sha256").update(process.cwd()).digest("hex").slice(0, 16);
  return `${memory}/counterfoil-${name}-${checkout}`;
}
