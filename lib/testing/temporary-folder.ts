/**
 * Creates a folder for a test file in the system's temporary directory, and removes it after the
 * file.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/**
 * Call it at the top of a file, because an `afterAll` that another hook registers after an `await`
 * does not run.
 */
export function makeTemporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `counterfoil-${name}-`));
  // A process that has just ended may still have been writing when its folder was listed.
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}
