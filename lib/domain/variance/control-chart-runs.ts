/**
 * Computes the length of each run by each day, with the sign of its side or direction: −3 is the
 * third day below the middle, or the third amount of a fall. A day exactly at the middle is on
 * neither side.
 */
export function computeRuns(amounts: readonly number[], middle: number): number[] {
  let run = 0;
  return amounts.map((amount) => {
    const side = Math.sign(amount - middle);
    run = side === 0 ? 0 : Math.sign(run) === side ? run + side : side;
    return run;
  });
}

/** The first amount of a rise counts as part of it: six rising amounts make a run of six. */
export function computeTrends(amounts: readonly number[]): number[] {
  let run = 0;
  return amounts.map((amount, index) => {
    const before = amounts[index - 1];
    const way = before === undefined ? 0 : Math.sign(amount - before);
    run = way === 0 ? 0 : Math.sign(run) === way ? run + way : 2 * way;
    return run;
  });
}
