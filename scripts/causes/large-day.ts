/** A day of many tills, to measure how long its causes take. */
import type { CauseDay } from "@/lib/domain/causes/likely-causes";
import { buildScenario } from "./scenario";

/** Combines small days into one, with tills of their own. */
export function largeDay(seed: number, count: number): CauseDay {
  const lines: CauseDay["lines"][number][] = [];
  const neighbours: CauseDay["neighbours"][number][] = [];
  const before: CauseDay["neighbours"][number][] = [];
  const { day } = buildScenario(seed);
  for (let index = 0; lines.length < count; index += 1) {
    const small = buildScenario(seed + index).day;
    const renamed = <T extends { tillId: string }>(line: T): T => {
      return { ...line, tillId: `${index}-${line.tillId}` };
    };
    lines.push(...small.lines.map(renamed));
    neighbours.push(...small.neighbours.map(renamed));
    before.push(...(small.earlier ?? []).map(renamed));
  }
  return { ...day, lines: lines.slice(0, count), neighbours, earlier: before };
}
