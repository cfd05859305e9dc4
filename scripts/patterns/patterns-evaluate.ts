/**
 * `npm run patterns:evaluate [-- --seeds tuning --runs 100]`: measures what the watch of the
 * variances page names rightly and wrongly, on generated centres. It prints and never asserts.
 *
 * The watch was tuned on the seeds "tuning" alone; "report", the default, are others.
 */
import { exitWithError } from "../process/print";
import { row, title } from "../figures/report";
import { evaluate, LOOKS, type Outcome } from "./evaluate";
import { NOISES } from "./made-centre";
import { readOptionsOrExit } from "../process/read-options";

const FIRST_SEEDS = { tuning: 1_000_000, report: 70_000_000 };
const CENTRES = 1_000;
const LEAKS = 50;
const RUNS_MAX = 10_000;

const { values } = readOptionsOrExit({
  options: {
    seeds: { type: "string", default: "report" },
    runs: { type: "string", default: "100" },
  },
});

try {
  run(values.seeds, Number(values.runs));
} catch (error) {
  exitWithError(error);
}

function run(seeds: string, runs: number): void {
  if (seeds !== "tuning" && seeds !== "report") throw new Error("--seeds is tuning or report.");
  if (!Number.isInteger(runs) || runs < 1 || runs > RUNS_MAX) {
    throw new Error(`--runs is a whole number from 1 to ${RUNS_MAX}.`);
  }
  const firstSeed = FIRST_SEEDS[seeds];
  title(`${CENTRES} centres, ${runs} runs, seeds for ${seeds}: nothing is wrong`);
  for (const noise of NOISES) {
    const { named } = evaluate({ noise, centres: CENTRES, leaks: 0, firstSeed }, runs);
    row(noise, percent(1 - named), "of the runs name nothing; aim: 95 %");
  }
  // Each of the twelve days is looked at, so that a tenth of the runs gives as many figures.
  const leaking = Math.max(1, Math.round(runs / 10));
  title(`${CENTRES} centres, ${leaking} runs: ${LEAKS} of them lose 8.00 a day from some day on`);
  for (const noise of NOISES) {
    const outcome = evaluate({ noise, centres: CENTRES, leaks: LEAKS, firstSeed }, leaking);
    row(noise, percent(outcome.falseShare), describe(outcome));
  }
}

function describe({ recall, delay }: Outcome): string {
  const found = `found within ${LOOKS} days: ${percent(recall)}, after ${delay.toFixed(1)} days`;
  return `chance; aim: 10 %; ${found}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
