/**
 * Finds the likely causes of every difference of a day of a large centre, with the weeks before.
 * The baseline is to parse the same lines from JSON, as a day is read from the database.
 */
import { listCausesOfDay } from "@/lib/domain/causes/likely-causes";
import { largeDay } from "../causes/large-day";
import { ratio, row, title } from "../figures/report";

const SEED = 50_000_000;
const LINES = 1_920;
const ROUNDS = 20;

export function benchCauses(scale: number): void {
  const [half, whole] = [LINES / 2, LINES].map((lines) =>
    largeDay(SEED, Math.max(40, Math.round(lines * scale))),
  );
  if (half === undefined || whole === undefined) return;
  const open = whole.lines.filter(({ difference }) => difference !== 0).length;
  const size = whole.lines.length.toLocaleString("en");
  title(`Likely causes of a day of ${size} lines, ${open} with a difference, and its neighbours`);
  const text = JSON.stringify(whole);
  const parse = best(() => JSON.parse(text) as unknown);
  const causes = best(() => listCausesOfDay(whole));
  const ofHalf = best(() => listCausesOfDay(half));
  row("JSON.parse of its lines (baseline), CPU", `${parse.toFixed(0)} ms`);
  row("all causes", `${causes.toFixed(0)} ms`, `${ratio(causes, parse)}  aim: 100 ms`);
  row("against a day of half the lines", ratio(causes, ofHalf), "linear: 2");
}

/**
 * Measures processor time, so that other work on the machine does not count, of code that V8 has
 * compiled, as in a server that runs for weeks.
 */
function best(work: () => unknown): number {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
