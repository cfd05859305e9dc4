/** How long the causes of a large day take: they are computed whenever a day is opened. */
import { listCausesOfDay } from "@/lib/domain/causes/likely-causes";
import { row, title } from "../figures/report";
import { largeDay } from "./large-day";

const LINES = 200;
const WARM_UP_RUNS = 10;
const RUNS = 50;

/** Measures processor time, so that other work on the machine does not count. */
export function benchDay(seed: number): void {
  const day = largeDay(seed, LINES);
  run(WARM_UP_RUNS);
  const before = process.cpuUsage();
  run(RUNS);
  const { user, system } = process.cpuUsage(before);
  const open = day.lines.filter(({ difference }) => difference !== 0).length;
  title(`A day of ${day.lines.length} lines, ${open} with a difference, and two weeks before`);
  row("all causes, processor time", `${((user + system) / RUNS / 1_000).toFixed(1)} ms`);

  function run(times: number): void {
    for (let left = times; left > 0; left -= 1) listCausesOfDay(day);
  }
}
