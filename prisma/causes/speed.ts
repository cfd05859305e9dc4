/** How long the causes of a large day take: they are looked for whenever a day is opened. */
import { type CauseDay, causesOfDay } from "@/lib/domain/cause";
import { percentile, row, title } from "../bench/report";
import { scenarioOf } from "./scenario";

const LINES = 200;
const RUNS = 50;

export function benchDay(seed: number): void {
  const day = largeDay(seed);
  const times = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    causesOfDay(day);
    return performance.now() - began;
  });
  const open = day.lines.filter(({ difference }) => difference !== 0).length;
  title(`A day of ${day.lines.length} lines, ${open} with a difference, and two weeks before`);
  row("all causes, median / 95 of 100", `${ms(times, 0.5)} / ${ms(times, 0.95)} ms`);
}

/** Small days side by side, with tills of their own. */
function largeDay(seed: number): CauseDay {
  const day: CauseDay = { ...scenarioOf(seed).day, lines: [], neighbours: [], earlier: [] };
  for (let index = 0; day.lines.length < LINES; index += 1) {
    const { lines, neighbours, earlier = [] } = scenarioOf(seed + index).day;
    const renamed = <T extends { tillId: string }>(line: T): T => {
      return { ...line, tillId: `${index}-${line.tillId}` };
    };
    day.lines = [...day.lines, ...lines.map(renamed)].slice(0, LINES);
    day.neighbours = [...day.neighbours, ...neighbours.map(renamed)];
    day.earlier = [...(day.earlier ?? []), ...earlier.map(renamed)];
  }
  return day;
}

function ms(times: readonly number[], share: number): string {
  return percentile(times, share).toFixed(1);
}
