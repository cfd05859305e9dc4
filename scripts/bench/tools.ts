/**
 * Lighthouse and DuckDB. They would be a sixth of all that npm installs, and only benchmarks use
 * them, so that `scripts/bench/tools` has a lockfile of their own, from which they are installed
 * when they are first needed.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../process/next-server";
import { print } from "../process/print";

const MANIFEST = join(ROOT, "scripts", "bench", "tools");
const FOLDER = join(ROOT, ".data", "bench-tools");
const FILES = ["package.json", "package-lock.json"];
/** npm writes it last, so that what an interrupted installation has left is not used. */
const INSTALLED = join(FOLDER, "node_modules", ".package-lock.json");

/** What Lighthouse found of one page, as far as it is read here. Scores are from 0 to 1. */
export type LighthouseResult = {
  runtimeError?: { message: string };
  finalDisplayedUrl: string;
  categories: Record<string, Category>;
  audits: Record<string, Audit>;
};

type Category = { score: number | null; auditRefs: { id: string; weight: number }[] };

export type Audit = {
  score: number | null;
  displayValue?: string;
  numericValue?: number;
  details?: { items?: unknown };
};

type Lighthouse = {
  default: (url: string, flags: object) => Promise<{ lhr: LighthouseResult } | undefined>;
};

type Duck = {
  run(text: string): Promise<unknown>;
  runAndReadAll(text: string): Promise<{ getRows(): unknown[][] }>;
  closeSync(): void;
};

type DuckDb = { DuckDBInstance: { create(): Promise<{ connect(): Promise<Duck> }> } };

export async function loadLighthouse(): Promise<Lighthouse["default"]> {
  return (await load<Lighthouse>("lighthouse")).default;
}

/** Connects to a new database in memory. */
export async function connectDuckDb(): Promise<Duck> {
  const { DuckDBInstance } = await load<DuckDb>("@duckdb/node-api");
  return (await DuckDBInstance.create()).connect();
}

async function load<Module>(name: string): Promise<Module> {
  if (!isInstalled()) install();
  const path = createRequire(join(FOLDER, "package.json")).resolve(name);
  return (await import(pathToFileURL(path).href)) as Module;
}

function isInstalled(): boolean {
  if (!existsSync(INSTALLED)) return false;
  const read = (folder: string) => FILES.map((file) => readFileSync(join(folder, file), "utf8"));
  return read(FOLDER).join() === read(MANIFEST).join();
}

function install(): void {
  print("Installing what the benchmarks compare with …");
  mkdirSync(FOLDER, { recursive: true });
  for (const file of FILES) copyFileSync(join(MANIFEST, file), join(FOLDER, file));
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: FOLDER,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("npm ci of scripts/bench/tools failed; the reason is above.");
}
