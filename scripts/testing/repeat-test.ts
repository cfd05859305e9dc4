/**
 * Runs a test with random input as often as `--runs` says, beginning with `--seed`. The test reads
 * both from variables of the environment, and prints what it found.
 */
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { exitWithError, forwardSignals } from "../process/print";

const CONFIG = "lib/testing/vitest.config.ts";
const NUMBER = /^[1-9]\d{0,6}$/;

/** Variables are named `<prefix>_RUNS` and `<prefix>_SEED`. */
export function repeatTest(test: string, prefix: string, { runs }: { runs: number }): void {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: String(runs) },
      seed: { type: "string", default: "1" },
    },
  });
  if (!NUMBER.test(values.runs) || !NUMBER.test(values.seed)) {
    exitWithError(new Error("--runs and --seed are whole numbers above 0."));
  }
  const child = spawn("npx", ["--no-install", "vitest", "run", "--config", CONFIG, test], {
    stdio: "inherit",
    env: { ...process.env, [`${prefix}_RUNS`]: values.runs, [`${prefix}_SEED`]: values.seed },
  });
  forwardSignals(child);
  child.once("exit", (code) => (process.exitCode = code ?? 1));
}
