/** Prints the results of the evaluation. */
import { title } from "../figures/report";
import type { Attempt, Counts, Evaluation } from "./evaluate";
import type { Unusual } from "./naming";

const NAMES: Record<Unusual, string> = {
  none: "no unusual name",
  one: "one unusual name",
  half: "half of the names unusual",
  all: "all names unusual",
};

type Row = { unusual: Unusual; result: Evaluation };

export function printEvaluation(
  rows: readonly Row[],
  { seeds, count, source }: { seeds: string; count: number; source: string },
): void {
  title(`${count} forms each, ${source} sheets, seeds "${seeds}"`);
  const head = ["", "", "right", "asks", "silently wrong", "right once accepted"];
  print(head);
  for (const { unusual, result } of rows) {
    print([NAMES[unusual], "built-in map", ...shares(result.builtIn, count), ""]);
    const accepted = percent(result.proposed.accepted, count);
    print(["", "proposed map", ...shares(result.proposed, count), accepted]);
  }
  const slowest = Math.max(...rows.map(({ result }) => result.slowestMs));
  process.stdout.write(`\n  The slowest form took ${Math.round(slowest)} ms.\n`);
}

function shares({ right, asks, wrong }: Counts, count: number): string[] {
  return [right, asks, wrong].map((part) => percent(part, count));
}

function percent(part: number, count: number): string {
  return `${((part / count) * 100).toFixed(2)} %`;
}

function print(cells: readonly string[]): void {
  const [name = "", map = "", ...figures] = cells;
  const rest = figures.map((cell) => cell.padStart(20)).join("");
  process.stdout.write(`  ${name.padEnd(28)}${map.padEnd(14)}${rest}\n`);
}

const LETTERS_MAX = 1_800;

export function printAttempt({ form, responses, builtIn, proposed }: Attempt): void {
  const { seed, layout, tenders, amounts, dates, declared, movements } = form;
  const options = JSON.stringify([seed, layout, tenders, amounts, dates, declared, movements]);
  const text = JSON.stringify(responses[0]).slice(0, LETTERS_MAX);
  process.stdout.write(
    `\n${options}\n  built-in: ${builtIn.outcome} ${builtIn.why}\n` +
      `  proposed: ${proposed.outcome} ${proposed.why}\n${text}\n`,
  );
}
