/**
 * `npm run mail:kills [-- --runs 500 --seed 1]`: runs the test of mail with an instance killed at a
 * random moment, as often as is asked, and prints what the SMTP servers accepted.
 */
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { exitWithError, forwardSignals } from "./print";

const TEST = "lib/server/alerts/mail-kills.test.ts";
const CONFIG = "lib/testing/vitest.config.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
  },
});

const isNumber = /^[1-9]\d{0,6}$/;
if (!isNumber.test(values.runs) || !isNumber.test(values.seed)) {
  exitWithError(new Error("--runs and --seed are whole numbers above 0."));
}
const child = spawn("npx", ["--no-install", "vitest", "run", "--config", CONFIG, TEST], {
  stdio: "inherit",
  env: { ...process.env, MAIL_RUNS: values.runs, MAIL_SEED: values.seed },
});
forwardSignals(child);
child.once("exit", (code) => (process.exitCode = code ?? 1));
