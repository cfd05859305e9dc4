/**
 * Gives each run a temporary directory of its own, which separates its folders from those of other
 * runs. A run that leaves a folder fails, and its directory is removed. It is in memory where there
 * is room: servers of tests bring each commit to the disk, and none of them survives its test.
 */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { isRunning } from "@/scripts/process/processes";
import { findMemory } from "./memory";

/** The name of the variable depends on the operating system. */
const VARIABLES = ["TMPDIR", "TEMP", "TMP"];
/** Tools such as tsx leave their caches there on purpose; only these folders are ours. */
const OURS = /^counterfoil-/;

export default function setUp(): () => void {
  const usual = VARIABLES.map((name) => [name, process.env[name]] as const);
  const parent = chooseParent();
  removeAbandoned(parent);
  const directory = mkdtempSync(join(parent, `counterfoil-tests-${process.pid}-`));
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(directory, 0o755);
  shareCompiled(directory);
  for (const name of VARIABLES) process.env[name] = directory;
  return () => {
    for (const [name, value] of usual) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    const left = readdirSync(directory).filter((name) => {
      return OURS.test(name) && !isEmpty(join(directory, name));
    });
    rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
    if (left.length === 0) return;
    // Vitest prints an error of the teardown, but exits with 0 all the same.
    process.exitCode = 1;
    throw new Error(`The tests left temporary folders: ${left.join(", ")}`);
  };
}

/** Vitest runs no hook of a file whose tests are all skipped, so its folder stays, empty. */
function isEmpty(folder: string): boolean {
  return readdirSync(folder).length === 0;
}

/** Processes of tests need not compile again what a command of this machine has compiled. */
function shareCompiled(directory: string): void {
  const name = `tsx-${userInfo().uid}`;
  const usual = join(tmpdir(), name);
  mkdirSync(usual, { recursive: true });
  symlinkSync(usual, join(directory, name));
}

/** A run that was killed has removed nothing. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = Number(/^counterfoil-tests-(\d+)-/.exec(name)?.[1]);
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 10 });
  }
}

function chooseParent(): string {
  const isChosen = VARIABLES.some((name) => process.env[name] !== undefined);
  return (isChosen ? null : findMemory()) ?? tmpdir();
}
