/** A disk that a test can fill: a file system in memory, which root may mount on most machines. */
import { spawnSync } from "node:child_process";

export const NO_DISK = "a disk that gets full: this machine does not let the tests mount one.";

/** Sizes are as mount takes them, such as "200k"; returns false where nothing can be mounted. */
export function mountDisk(folder: string, size: string): boolean {
  const options = ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder];
  return spawnSync("mount", options).status === 0;
}

/** Does nothing where nothing is mounted. */
export function unmountDisk(folder: string): void {
  spawnSync("umount", ["-l", folder]);
}
