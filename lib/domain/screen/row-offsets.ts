/** Computes where the rows of a long table begin, and which of them is at a scroll position. */

/** Returns the distance of each row from the top of the first, and finally that of the end. */
export function computeRowOffsets(heights: Iterable<number>): number[] {
  const starts = [0];
  for (const height of heights) starts.push((starts.at(-1) ?? 0) + height);
  return starts;
}

/** Returns the row at a height: the first for a height above all rows, the last for one below. */
export function findRowAt(starts: readonly number[], height: number): number {
  const rows = starts.length - 1;
  return Math.min(Math.max(0, countAtMost(starts, height) - 1), Math.max(0, rows - 1));
}

/** Returns the last number of a sorted list that is not beyond the limit. */
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
