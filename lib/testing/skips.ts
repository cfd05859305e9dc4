import { spawnSync } from "node:child_process";

/**
 * Vitest prints no reason for a skipped test, and takes none for a group of them. This is for
 * `skipIf` and `context.skip`: it prints the reason, if there is one, and returns whether there is.
 */
export function skips(reason: string | false): boolean {
  if (reason === false) return false;
  process.stderr.write(`Skipped: ${reason}\n`);
  return true;
}

/** Whether this machine has a program, which tells its version with this option. */
export function isInstalled(program: string, option = "--version"): boolean {
  return spawnSync(program, [option]).status === 0;
}
