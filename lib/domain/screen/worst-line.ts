/** Chooses which line a page opens first, and which one follows once it is explained. */
import type { Verdict } from "../line";
import { findNeed } from "../workflow/outstanding";

export type ListedLine = {
  verdict: Verdict;
  differenceMinor: number | null;
  countedMinor: number | null;
  /** The code of the reason that explains or waives it; null when none does. */
  reason: string | null;
};

export function isUnexplained(line: Pick<ListedLine, "verdict" | "reason">): boolean {
  return line.reason === null && findNeed(line) !== "nothing";
}

/**
 * The largest difference that nobody has explained comes first, then what nobody has counted, then
 * the largest that is explained. Of equals the first is chosen.
 */
export function findWorstLine<Line extends ListedLine>(lines: readonly Line[]): Line | null {
  const wrong = lines.filter(({ verdict }) => verdict !== "matched");
  const open = wrong.filter(isUnexplained);
  const candidates = open.length > 0 ? open : wrong;
  return candidates.reduce<Line | null>(
    (worst, line) => (worst === null || sizeOf(line) > sizeOf(worst) ? line : worst),
    null,
  );
}

/** The whole count is the difference of a line that Cashrec does not report. */
function sizeOf({ verdict, differenceMinor, countedMinor }: ListedLine): number {
  const amount = verdict === "unexpected" ? countedMinor : differenceMinor;
  return amount === null ? -1 : Math.abs(amount);
}

/**
 * Finds the next line to explain below a row, and then from the top; null when no other is left.
 * `-1` starts at the top.
 */
export function findNextUnexplained(
  lines: readonly Pick<ListedLine, "verdict" | "reason">[],
  from: number,
): number | null {
  for (let step = 1; step <= lines.length; step += 1) {
    const index = (from + step + lines.length) % lines.length;
    const line = lines[index];
    if (index !== from && line !== undefined && isUnexplained(line)) return index;
  }
  return null;
}
