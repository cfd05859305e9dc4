/** Where the rows of a long table begin, and which of them stands at a height. */

/** Of each row its distance from the top of the first, and, after the last, that of the end. */
export function computeRowOffsets(heights: Iterable<number>): number[] {
  const starts = [0];
  for (const height of heights) starts.push((starts.at(-1) ?? 0) + height);
  return starts;
}

/** The row at a height: the first for what lies above them, the last for what lies below. */
export function findRowAt(starts: readonly number[], height: number): number {
  const rows = starts.length - 1;
  return Math.min(Math.max(0, countAtMost(starts, height) - 1), Math.max(0, rows - 1));
}

/** The last number of a sorted list that is not beyond the limit. */
export function findLastAtMost(sorted: readonly number[], limit: number): number | undefined {
  return sorted[countAtMost(sorted, limit) - 1];
}

function countAtMost(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
