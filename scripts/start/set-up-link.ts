/**
 * Delivers the set-up link of a new installation to whoever started it. A terminal shows it. The
 * log of a service, which others may read, only names the file, which its own user alone can read.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Output = { isTerminal: boolean; print: (line: string) => void };

export function deliverLink(
  setUpUrl: string,
  dataDir: string,
  { isTerminal, print }: Output,
): void {
  const path = pathIn(dataDir);
  removeLink(dataDir);
  if (isTerminal) {
    print(`Nobody can sign in yet. Make the first administrator: ${setUpUrl}`);
  } else {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // The mode of a file that exists would stay as it is, hence a new one.
    writeFileSync(path, `${setUpUrl}\n`, { mode: 0o600, flag: "wx" });
    print(`Nobody can sign in yet. The link that makes the first administrator is in ${path}.`);
  }
  print("The link works for an hour; a new start makes another one.");
}

/** Of an installation that somebody has set up since. */
export function removeLink(dataDir: string): void {
  rmSync(pathIn(dataDir), { force: true });
}

function pathIn(dataDir: string): string {
  return join(dataDir, "set-up-link");
}
