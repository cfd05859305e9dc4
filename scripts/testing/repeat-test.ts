/**
 * Runs a test with random input as often as `--runs` says, beginning with `--seed`. The test reads
 * both from variables of the environment, and prints what it found.
 */
import { spawn } from "node:child_process";
import { forwardSignals } from "../process/print";
import { readNumberOrExit, readOptionsOrExit } from "../process/read-options";

const CONFIG = "lib/testing/vitest.config.ts";

/** Variables are named `<prefix>_RUNS` and `<prefix>_SEED`. */
export function repeatTest(test: string, prefix: string, { runs }: { runs: number }): void {
  const { values } = readOptionsOrExit({
    options: {
      runs: { type: "string", default: String(runs) },
      seed: { type: "string", default: "1" },
    },
  });
  const count = readNumberOrExit("--runs", values.runs);
  const seed = readNumberOrExit("--seed", values.seed);
  const child = spawn("npx", ["--no-install", "vitest", "run", "--config", CONFIG, test], {
    stdio: "inherit",
    env: { ...process.env, [`${prefix}_RUNS`]: String(count), [`${prefix}_SEED`]: String(seed) },
  });
  forwardSignals(child);
  child.once("exit", (code) => (process.exitCode = code ?? 1));
}
