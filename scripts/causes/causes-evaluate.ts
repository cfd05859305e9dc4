/**
 * `npm run causes:evaluate [-- --seeds tuning --count 20000]`: measures how good the likely causes
 * are, on generated days with faults of known kind, and on days of real receipts with mishaps that
 * another hand thought of. It prints and never asserts.
 *
 * The priors were tuned on the seeds "tuning" alone; "report", the default, are others.
 */
import { evaluate, SCORE_STEPS } from "./evaluate";
import { measureMishaps } from "./mishaps/measure";
import { printMishaps } from "./mishaps/print";
import { printEvaluation } from "./print";
import { benchDay } from "./speed";
import { exitWithError } from "../process/print";
import { readOptionsOrExit } from "../process/read-options";

const FIRST_SEEDS = { tuning: 1_000_000, report: 50_000_000 };
const COUNT_MAX = 1_000_000;

const { values } = readOptionsOrExit({
  options: {
    seeds: { type: "string", default: "report" },
    count: { type: "string", default: "20000" },
  },
});

try {
  run(values.seeds, Number(values.count));
} catch (error) {
  exitWithError(error);
}

function run(seeds: string, count: number): void {
  if (seeds !== "tuning" && seeds !== "report") throw new Error("--seeds is tuning or report.");
  if (!Number.isInteger(count) || count < 1 || count > COUNT_MAX) {
    throw new Error(`--count is a whole number from 1 to ${COUNT_MAX}.`);
  }
  printEvaluation(evaluate(FIRST_SEEDS[seeds], count), { seeds, count });
  printMishaps(measureMishaps(FIRST_SEEDS[seeds], count, SCORE_STEPS), count);
  benchDay(FIRST_SEEDS[seeds]);
}
