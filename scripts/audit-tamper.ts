/**
 * `npm run audit:tamper [-- --runs 1000 --seed 1]`: runs the test of tampering by the owner of the
 * database, with one honest witness, as often as is asked, and prints how many were found.
 */
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { exitWithError, forwardSignals } from "./print";

const TEST = "lib/server/witnesses/witnesses.test.ts";
const CONFIG = "lib/testing/vitest.config.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
  },
});

const isNumber = /^[1-9]\d{0,6}$/;
if (!isNumber.test(values.runs) || !isNumber.test(values.seed)) {
  exitWithError(new Error("--runs and --seed are whole numbers above 0."));
}
const child = spawn("npx", ["--no-install", "vitest", "run", "--config", CONFIG, TEST], {
  stdio: "inherit",
  env: { ...process.env, TAMPER_RUNS: values.runs, TAMPER_SEED: values.seed },
});
forwardSignals(child);
child.once("exit", (code) => (process.exitCode = code ?? 1));
