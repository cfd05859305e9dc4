/**
 * Checks the preconditions of a start. Each check throws one line that tells what is wrong and what
 * to do about it.
 */
import { existsSync, readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { freePort } from "./processes";

export const FREE_MEGABYTES_MIN = 64;
const MEGABYTE = 1024 * 1024;

export function checkNode(version: string = process.versions.node): void {
  const manifest = new URL("../../package.json", import.meta.url);
  const { engines } = JSON.parse(readFileSync(manifest, "utf8")) as { engines: { node: string } };
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  const wanted = /\d+(\.\d+)*/.exec(engines.node)?.[0] ?? "0";
  if (compare(version, wanted) < 0) {
    throw new Error(`Node.js ${version} is too old: install ${wanted} or newer.`);
  }
}

/** npm takes `npm start --port 3001` without `--` for itself, and passes it in the environment. */
export function checkArguments(
  args: readonly string[],
  env: Partial<NodeJS.ProcessEnv> = process.env,
): void {
  if (args.length === 0 && env["npm_config_port"] === undefined) return;
  throw new Error("npm start takes no options: set variables, as in PORT=3001 npm start.");
}

export async function checkPort(port: number): Promise<void> {
  try {
    await freePort(port, "");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    throw new Error(
      code === "EACCES"
        ? `Port ${port} may not be used by this account: set PORT to one above 1023.`
        : `Port ${port} is taken by another program: stop it, or set PORT to another one.`,
      { cause: error },
    );
  }
}

type FreeSpace = { bavail: number; bsize: number };

/** PostgreSQL needs 16 MB for its next log segment; below the limit it would stop in a write. */
export async function checkDisk(
  dir: string,
  look: (path: string) => Promise<FreeSpace> = statfs,
): Promise<void> {
  const { bavail, bsize } = await look(findExisting(dir));
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  if (free >= FREE_MEGABYTES_MIN) return;
  throw new Error(
    `The disk of ${dir} is almost full: ` +
      `${free} MB are free, ${FREE_MEGABYTES_MIN} MB are needed. ` +
      "Free some space, or set DATA_DIR to a directory elsewhere.",
  );
}

/** The data directory may not exist yet. */
function findExisting(dir: string): string {
  return existsSync(dir) || dirname(dir) === dir ? dir : findExisting(dirname(dir));
}

function compare(left: string, right: string): number {
  const wanted = right.split(".").map(Number);
  const parts = left.split(".").map(Number);
  const at = wanted.findIndex((part, index) => part !== (parts[index] ?? 0));
  return at < 0 ? 0 : (parts[at] ?? 0) - (wanted[at] ?? 0);
}
