/** Sums the lines of one day that a list shows, for the head of their group. */
import type { Line, Verdict } from "../line";
import { type Minor, minor } from "../money";
import type { OutsideLines } from "./sum-verdict";

export type ShownLine = Pick<Line, "verdict"> & {
  expectedMinor: number | null;
  countedMinor: number | null;
  differenceMinor: number | null;
};

export type GroupSums = {
  /** Only these lines have both sides, and only they are in the sums. */
  compared: number;
  expectedMinor: Minor;
  countedMinor: Minor;
  netMinor: Minor;
  outside: OutsideLines;
};

export function sumGroup(lines: readonly ShownLine[]): GroupSums {
  const compared = lines.filter(({ differenceMinor }) => differenceMinor !== null);
  const add = (name: "expectedMinor" | "countedMinor" | "differenceMinor") =>
    minor(compared.reduce((sum, line) => sum + (line[name] ?? 0), 0));
  const count = (wanted: Verdict) => lines.filter(({ verdict }) => verdict === wanted).length;
  return {
    compared: compared.length,
    expectedMinor: add("expectedMinor"),
    countedMinor: add("countedMinor"),
    netMinor: add("differenceMinor"),
    outside: { short: count("short"), over: count("over") },
  };
}
