/**
 * `npm run cashrec:evaluate [-- --seeds development --count 2000 --show wrong]`: measures how well
 * a field map is proposed, on generated forms of real cash sheets. It prints and never asserts.
 *
 * The inference was developed on the seeds "development" alone; "report", the default, are others.
 */
import { exitWithError } from "../process/print";
import { evaluate } from "./evaluate";
import { printAttempt, printEvaluation } from "./print";
import { readSamples } from "./samples";
import { readOptionsOrExit } from "../process/read-options";

const FIRST_SEEDS = { development: 1_000_000, report: 70_000_000 };
const COUNT_MAX = 100_000;
const SHOWN_MAX = 20;

const { values } = readOptionsOrExit({
  options: {
    seeds: { type: "string", default: "report" },
    count: { type: "string", default: "2000" },
    unusual: { type: "string", default: "none,one,half,all" },
    show: { type: "string", default: "" },
  },
});

try {
  await run(values.seeds, Number(values.count));
} catch (error) {
  exitWithError(error);
}

async function run(seeds: string, count: number): Promise<void> {
  if (seeds !== "development" && seeds !== "report") {
    throw new Error("--seeds is development or report.");
  }
  if (!Number.isInteger(count) || count < 1 || count > COUNT_MAX) {
    throw new Error(`--count is a whole number from 1 to ${COUNT_MAX}.`);
  }
  const { source, sheets } = await readSamples();
  const rows = (["none", "one", "half", "all"] as const)
    .filter((unusual) => values.unusual.split(",").includes(unusual))
    .map((unusual) => {
      let shown = 0;
      const result = evaluate(sheets, { seed: FIRST_SEEDS[seeds], count, unusual }, (attempt) => {
        if (
          attempt.proposed.outcome !== (values.show === "" ? "x" : values.show) ||
          shown++ >= SHOWN_MAX
        )
          return;
        printAttempt(attempt);
      });
      return { unusual, result };
    });
  printEvaluation(rows, { seeds, count, source });
}
